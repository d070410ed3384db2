"""What the pages of stock are sent, as a browser would."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.utils import timezone

from integrity.signatures.content import content_hash
from tests.cast import NOW
from tests.materials import stock
from tests.passwords import PASSWORD


def receipt(of, **more):
    return {
        "command_id": str(uuid.uuid4()), "source": of.sources.get().pk, "supplier_lot": "SL-7",
        "containers": "2", "each": "100", "is_damaged": "no", "owner": "own", **more,
    }  # fmt: skip


def papers(**more):
    collected = timezone.localtime(NOW - timedelta(hours=30))
    return {
        "donation_code": stock.DONATION, "donor_code": "NLT-0059", "donor_tests": "CLEAR",
        "collected_at": collected.strftime("%Y-%m-%dT%H:%M"), "coldest": "2.5", "warmest": "7",
        **more,
    }  # fmt: skip


def signed(about, who="mlindqvist", **more):
    return {
        "command_id": str(uuid.uuid4()), "shown": content_hash(about), "who": who,
        "secret": PASSWORD, **more,
    }  # fmt: skip


def amount(quantity: str, purpose: str):
    return {"command_id": str(uuid.uuid4()), "quantity": quantity, "purpose": purpose}
