"""Where a lot was exposed, on the lot's own page."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from cleanrooms.exposures.lines import where
from cleanrooms.made import numbers_of
from cleanrooms.models import Exposure
from cleanrooms.models.exposure import ExposureSet
from materials.lot_cards import LotCard, contribute_lot_card
from materials.models import Lot
from people.models import User
from people.permissions import Permission

SHOWN = 20


def exposures_of(lot: Lot) -> ExposureSet:
    """Its own, those of its containers, and those under the number of the batch that made it."""
    named = Q(number__in=numbers_of(lot), lot__isnull=True)
    return Exposure.objects.filter(Q(lot=lot) | named | Q(container__lot=lot))


@contribute_lot_card
def where_it_was_exposed(lot: Lot, user: User, at: datetime) -> LotCard | None:
    """For who may ask what was exposed; the newest first."""
    if not (user.is_of_facility and user.may(Permission.VIEW_EXPOSURES)):
        return None
    rows = exposures_of(lot).select_related("room", "zone", "equipment").order_by("-period")
    found = list(rows[: SHOWN + 1])
    stays = [(one, where(one)) for one in found[:SHOWN]]
    return LotCard("cleanrooms/lot_exposures.html", {"stays": stays, "is_more": len(found) > SHOWN})
