"""An ISBT 128 label: donation number, product code and expiry, each behind its two identifiers.

Read are data structures 001 (`=` and a letter or digit), 003 (`=<`), 004 (`=>`), 005 (`&>`), one
after the other as they are scanned, and the compound message 023 (`=+`) that holds several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from materials.codes.isbt import DonationNumber
from materials.codes.reading import bare
from measures.problems import ValueProblem, gettext_noop

SYMBOLOGY = re.compile(r"\][A-Za-z][0-9A-Za-z](?=[=&])")  # put in front by some scanners
MARKS = ("=", "&")
COMPOUND = re.compile(r"=\+(?P<count>[0-9]{2})[0-9]{3}")
LENGTHS = {"=<": 10, "=>": 8, "&>": 12}
DONATION, DONATION_LENGTH = re.compile(r"=[A-NP-Z1-9]"), 16
PRODUCT = re.compile(r"=<[A-Z][0-9A-Z]{4}[0-9A-Z]{2}[0-9A-Za-z]")
CENTURY = 2000
MOST = 200
NAMES = {
    "=": gettext_noop("donation number"),
    "=<": gettext_noop("product code"),
    "=>": gettext_noop("expiry"),
    "&>": gettext_noop("expiry"),
}


@dataclass(frozen=True)
class ProductCode:
    """What it is (`description`), how it was donated, and which part of it, as one code."""

    description: str
    donation_type: str
    division: str

    @classmethod
    def parse(cls, text: str) -> ProductCode:
        """Reads `=<` and 8 characters. Raises ValueProblem."""
        if not PRODUCT.fullmatch(text):
            raise ValueProblem(
                "ISBT_PRODUCT",
                gettext_noop("“%(text)s” is no ISBT 128 product code."),
                gettext_noop(
                    "Accepted: =< and 8 characters: a capital letter, 4 for what it is, 1 for the"
                    " kind of donation, 2 for the division."
                ),
                text=text,
            )
        return cls(description=text[2:7], donation_type=text[7], division=text[8:])

    def __str__(self) -> str:
        return f"{self.description}{self.donation_type}{self.division}"


@dataclass(frozen=True)
class IsbtLabel:
    """What of the label was read; `ends_at` is the hour of the last day when it says one."""

    donation: DonationNumber | None = None
    product: ProductCode | None = None
    expires_on: date | None = None
    ends_at: time | None = None

    @classmethod
    def parse(cls, text: str) -> IsbtLabel:
        """Reads one code or several; one of a kind stands once. Raises ValueProblem."""
        if len(text) > MOST:
            raise _unknown(text)
        found: dict[str, str] = {}
        for mark, code in _codes(SYMBOLOGY.sub("", bare(text))):
            kind = ">" if mark in {"=>", "&>"} else mark
            if found.setdefault(kind, code) != code:
                raise ValueProblem(
                    "ISBT_TWICE",
                    gettext_noop("The label says two of “%(what)s”: %(one)s and %(other)s."),
                    gettext_noop("Scan the codes of one label only."),
                    what=NAMES[mark],
                    one=found[kind],
                    other=code,
                )
        day, hour = _expiry(found[">"]) if ">" in found else (None, None)
        return cls(
            donation=DonationNumber.parse(found["="]) if "=" in found else None,
            product=ProductCode.parse(found["=<"]) if "=<" in found else None,
            expires_on=day,
            ends_at=hour,
        )


def is_isbt(text: str) -> bool:
    """Its first character tells it from a GS1 code."""
    return SYMBOLOGY.sub("", text.strip()).startswith(MARKS)


def _codes(text: str) -> Iterator[tuple[str, str]]:
    """Each code of the text with what it begins with."""
    count = None
    if compound := COMPOUND.match(text):
        text, count = text[compound.end() :], int(compound["count"])
    read = 0
    while text:
        mark = "=" if DONATION.match(text) else text[:2]
        length = DONATION_LENGTH if mark == "=" else LENGTHS.get(mark)
        if length is None:
            raise _unknown(text)
        if len(text) < length:
            raise ValueProblem(
                "ISBT_LENGTH",
                gettext_noop("The %(what)s “%(text)s” has %(length)s characters, not %(asked)s."),
                gettext_noop("Scan the label once more."),
                what=NAMES[mark], text=text, length=len(text), asked=length,
            )  # fmt: skip
        yield mark, text[:length]
        text, read = text[length:], read + 1
    if count is not None and read != count:
        raise ValueProblem(
            "ISBT_COUNT",
            gettext_noop("The message says that it has %(count)s codes; it has %(read)s."),
            gettext_noop("Scan the label once more."),
            count=count,
            read=read,
        )


def _unknown(text: str) -> ValueProblem:
    return ValueProblem(
        "ISBT_UNKNOWN",
        gettext_noop("“%(text)s” begins with no ISBT 128 code that is read here."),
        gettext_noop(
            "Accepted: the donation number (= and a letter or digit), the product code (=<) and"
            " the expiry (=> or &>)."
        ),
        text=text[:20],
    )


def _expiry(code: str) -> tuple[date, time | None]:
    """Century, year, day of the year, and with `&>` hour and minute."""
    digits = code[2:]
    try:
        if not (digits.isascii() and digits.isdecimal()):
            raise ValueError(digits)
        year = CENTURY + 100 * int(digits[0]) + int(digits[1:3])
        day = date(year, 1, 1) + timedelta(days=int(digits[3:6]) - 1)
        if day.year != year:
            raise ValueError(digits)
        hour = time(int(digits[6:8]), int(digits[8:])) if code[0] == "&" else None
    except ValueError:
        raise ValueProblem(
            "ISBT_EXPIRY",
            gettext_noop("“%(text)s” is no ISBT 128 expiry."),
            gettext_noop(
                "Accepted: century, 2 digits of the year, 3 of its day (001 to 366), and behind &>"
                " the hour as 0000 to 2359."
            ),
            text=code,
        ) from None
    return day, hour
