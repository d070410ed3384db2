"""A supplier's label, whichever standard it is by: what it says, and what of it is compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from materials.codes.gs1 import LabelData
from materials.codes.isbt_label import IsbtLabel, is_isbt
from measures.problems import gettext_noop

Line = tuple[str, str]
NAMED = {"01", "10", "17", "21"}


@dataclass(frozen=True)
class Label:
    """What a label says of a delivery; `lines` is all that was read, with a name for each."""

    standard: str = ""
    lot: str = ""
    expires_on: date | None = None
    ends_at: time | None = None
    donation: str = ""
    product: str = ""
    lines: tuple[Line, ...] = ()


def read_label(text: str) -> Label:
    """Nothing when nothing was scanned; else GS1 or ISBT 128. Raises ValueProblem."""
    if not text.strip():
        return Label()
    return _isbt(IsbtLabel.parse(text)) if is_isbt(text) else _gs1(LabelData.parse(text))


def _isbt(label: IsbtLabel) -> Label:
    """The donation number stands for the lot: it is what the establishment finds it by."""
    number, product = label.donation, label.product
    donation = str(number) if number else ""
    said = {
        gettext_noop("Donation number"): f"{donation} {number.check}" if number else "",
        gettext_noop("Product code"): str(product) if product else "",
        gettext_noop("Expiry"): _day(label.expires_on, label.ends_at),
    }
    return Label(
        "ISBT 128", lot=donation, expires_on=label.expires_on, ends_at=label.ends_at,
        donation=donation, product=product.description if product else "", lines=_said(said),
    )  # fmt: skip


def _gs1(label: LabelData) -> Label:
    named = {
        gettext_noop("Trade item"): label.gtin,
        gettext_noop("Lot"): label.lot,
        gettext_noop("Expiry"): _day(label.expires_on),
        gettext_noop("Serial number"): label.serial,
    }
    others = {f"({ai})": value for ai, value in label.elements.items() if ai not in NAMED}
    return Label(
        "GS1", lot=label.lot, expires_on=label.expires_on, lines=_said({**named, **others})
    )


def _said(lines: dict[str, str]) -> tuple[Line, ...]:
    return tuple((name, value) for name, value in lines.items() if value)


def _day(day: date | None, hour: time | None = None) -> str:
    if day is None:
        return ""
    return f"{day:%-d %b %Y} {hour:%H:%M}" if hour else f"{day:%-d %b %Y}"
