"""What stands on the labels of containers and lots."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from documents.labelled import Labelled, contribute_labels
from materials.codes.gs1 import LabelData
from materials.models import Container, Lot
from measures.problems import ValueProblem
from people.models.qualification import day_of

OF_LOTS = {
    "lot": _("number of the lot"),
    "material": _("name of the material or product"),
    "material_code": _("code of the material or product"),
    "supplier_lot": _("lot number of the supplier"),
    "gtin": _("trade item number, when the supplier's number is one"),
    "expires": _("last day, as 2027-01-31"),
    "expires_gs1": _("last day, as 270131 for element (17)"),
    "status": _("quarantine, released or rejected, when it is printed"),
    "owner": _("the sponsor whose it is"),
}
OF_CONTAINERS = {
    **OF_LOTS,
    "code": _("code of the container"),
    "quantity": _("what is in it, with unit"),
    "place": _("where it belongs"),
}


def lot_values(lot: Lot) -> dict[str, str]:
    return {
        "lot": lot.number,
        "material": lot.what.name,
        "material_code": lot.what.code,
        "supplier_lot": lot.supplier_lot,
        "gtin": _trade_item(lot),
        "status": str(lot.get_status_display()),
        "owner": lot.owner.name if lot.owner else "",
        **_until(lot.expires_at),
    }


def container_values(container: Container) -> dict[str, str]:
    """The last day is that of the container: of what opening and thawing left too."""
    unit = container.lot.measured_in.symbol
    return {
        **lot_values(container.lot),
        **_until(container.good_until),
        "code": container.code,
        "quantity": f"{container.remaining} {unit}".strip(),
        "place": container.place,
    }


def _until(end: datetime | None) -> dict[str, str]:
    day = day_of(end) if end else None
    return {
        "expires": day.isoformat() if day else "",
        "expires_gs1": f"{day:%y%m%d}" if day else "",
    }


def _trade_item(lot: Lot) -> str:
    number = lot.source.their_code if lot.source else ""
    if not (number.isdecimal() and 8 <= len(number) <= 14):
        return ""
    try:
        return LabelData.parse(f"(01){number:0>14}").gtin
    except ValueProblem:
        return ""


contribute_labels(
    Container,
    Labelled(
        title=_("Containers"), names=OF_CONTAINERS, values=container_values,
        rows=lambda user: Container.objects.visible_to(user).select_related(
            "lot__material", "lot__product", "lot__owner", "lot__source"
        ),
        page=lambda container: reverse("container", args=[container.code]),
    ),
)  # fmt: skip
contribute_labels(
    Lot,
    Labelled(
        title=_("Lots"), names=OF_LOTS, values=lot_values,
        rows=lambda user: Lot.objects.visible_to(user).select_related(
            "material", "product", "owner", "source"
        ),
        page=lambda lot: reverse("lot", args=[lot.number]),
    ),
)  # fmt: skip
