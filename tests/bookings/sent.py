"""What somebody types, presses and reads on the pages of bookings."""

from __future__ import annotations

import html
import json
import re
import uuid
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bookings.models import Booking
from tests.bookings.ground import DAY, HOUR

SECRETS = ("BKG-0001", "Lotte", "Secret work", "CART-1", "northlight", "Method")
TYPED = "%Y-%m-%dT%H:%M"


def ahead(days: int = 7):
    """Nine in the morning of the facility, some days from now."""
    local = timezone.localtime(timezone.now()) + timedelta(days=days)
    return local.replace(hour=9, minute=0, second=0, microsecond=0)


def text(answer: Any) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


def typed(begins_at, hours: int = 4, **more: Any) -> dict[str, Any]:
    end = begins_at + hours * HOUR
    return {
        "command_id": uuid.uuid4(), "purpose": "OTHER", "title": "Method transfer",
        "begins_at": begins_at.strftime(TYPED), "ends_at": end.strftime(TYPED), "rooms": "CR05",
        **more,
    }  # fmt: skip


def ask(client: Client, begins_at, **more: Any) -> Any:
    return client.post(reverse("booking-new"), typed(begins_at, **more))


def press(client: Client, name: str, booking: Booking, **more: Any) -> Any:
    booking.refresh_from_db()
    sent = {"command_id": uuid.uuid4(), "version": booking.version, **more}
    return client.post(reverse(name, args=[booking.number]), sent)


def events(client: Client, begin, **more: Any) -> dict[str, Any]:
    asked = {"from": begin.strftime(TYPED), "until": (begin + 7 * DAY).strftime(TYPED), **more}
    return json.loads(client.get(reverse("booking-events"), asked).content)
