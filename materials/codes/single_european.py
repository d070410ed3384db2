"""The Single European Code of tissues and cells: 40 characters (2006/86/EC, Annex VII)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from materials.codes.donation import LENGTH as DONATION_LENGTH
from materials.codes.donation import DonationSequence
from materials.codes.reading import DIGITS, bare, need_alphanumeric, need_length
from measures.problems import ValueProblem, gettext_noop

LENGTH = 40
NAME = "Single European Code"
ACRONYM = "SEC"  # printed before the code
NO_EXPIRY = "00000000"


class CodingSystem(StrEnum):
    """Which list the product number is taken from."""

    ISBT_128 = "A"
    EUROCODE = "B"
    EUTC = "E"


NAMES = {
    CodingSystem.ISBT_128: "ISBT 128",
    CodingSystem.EUROCODE: "Eurocode",
    CodingSystem.EUTC: "EUTC",
}


@dataclass(frozen=True)
class SingleEuropeanCode:
    """Which donation, which product of it, which split, and its last day if it has one."""

    donation: DonationSequence
    system: CodingSystem
    product: str
    split: str
    expires_on: date | None

    @classmethod
    def parse(cls, text: str) -> SingleEuropeanCode:
        """Reads 40 characters; the acronym before them and blanks do not count."""
        code = bare(text)
        if len(code) == LENGTH + len(ACRONYM):
            code = code.removeprefix(ACRONYM)
        need_length(code, exactly=LENGTH, what=NAME)
        need_alphanumeric(code, what=NAME)
        return cls(
            donation=DonationSequence.parse(code[:DONATION_LENGTH]),
            system=_system(code[21]),
            product=code[22:29],
            split=code[29:32],
            expires_on=_expiry(code[32:]),
        )

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """The parts of both sequences as they are read, each with a name."""
        last = f"{self.expires_on:%-d %b %Y}" if self.expires_on else gettext_noop("none")
        return (
            *self.donation.lines,
            (gettext_noop("Product coding system"), f"{self.system} ({NAMES[self.system]})"),
            (gettext_noop("Product number"), self.product),
            (gettext_noop("Split number"), self.split),
            (gettext_noop("Expiry"), last),
        )

    @property
    def product_sequence(self) -> str:
        """The product identification sequence: 19 characters."""
        last = f"{self.expires_on:%Y%m%d}" if self.expires_on else NO_EXPIRY
        return f"{self.system}{self.product}{self.split}{last.rjust(8, '0')}"

    def __str__(self) -> str:
        """As it is printed: both sequences with a blank between (Article 10a)."""
        return f"{self.donation} {self.product_sequence}"


def _system(sign: str) -> CodingSystem:
    try:
        return CodingSystem(sign)
    except ValueError:
        raise ValueProblem(
            "CODE_SYSTEM",
            gettext_noop("“%(sign)s” at place 22 is no product coding system."),
            gettext_noop("Accepted: A for ISBT 128, B for Eurocode, E for EUTC."),
            sign=sign,
        ) from None


def _expiry(digits: str) -> date | None:
    if digits == NO_EXPIRY:
        return None
    try:
        if not DIGITS.issuperset(digits):
            raise ValueError(digits)
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise ValueProblem(
            "CODE_EXPIRY",
            gettext_noop("“%(digits)s” at places 33 to 40 is no day."),
            gettext_noop("Accepted: YYYYMMDD, or 00000000 when there is no expiry date."),
            digits=digits,
        ) from None
