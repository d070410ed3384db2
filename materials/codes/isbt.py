"""The ISBT 128 donation identification number, its flags and its check character (ISO 7064)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from materials.codes.reading import DIGITS, bare, need_alphanumeric, need_length
from measures.problems import ValueProblem, gettext_noop

LENGTH = 13
NAME = "donation identification number"
CHECK_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"
FIRST = frozenset("ABCDEFGHIJKLMNPQRSTUVWXYZ123456789")
MOST_FLAG = 59  # from 60 on the two flag characters are a check value of their own
SCANNED = re.compile(r"=(?P<number>[0-9A-Z]{13})(?P<flags>[0-9A-Z]{2})")


def check_character(number: str) -> str:
    """The keyboard entry check character of 13 characters: ISO 7064 modulus 37-2."""
    total = 0
    for sign in number:
        total = (total + CHECK_SIGNS.index(sign)) * 2 % 37
    return CHECK_SIGNS[(38 - total) % 37]


@dataclass(frozen=True)
class DonationNumber:
    """Facility, year of assignment and number; `flags` are what the bar code has beside them."""

    facility: str
    year: str
    number: str
    flags: str = "00"

    @classmethod
    def parse(cls, text: str) -> DonationNumber:
        """As scanned (`=`, 13 characters, 2 flags), or as typed: 13 characters and the check
        character. Raises ValueProblem, also for 13 characters without anything that checks them.
        """
        code = bare(text)
        if scanned := SCANNED.fullmatch(code):
            number, flags = scanned["number"], scanned["flags"]
            _check_flags(number, flags)
            return cls._of(number, flags)
        need_length(code, exactly=LENGTH + 1, what=f"{NAME} with its check character")
        _check(code[:LENGTH], code[LENGTH])
        return cls._of(code[:LENGTH], "00")

    @classmethod
    def _of(cls, number: str, flags: str) -> DonationNumber:
        need_alphanumeric(number, what=NAME)
        if number[0] not in FIRST or not DIGITS.issuperset(number[5:]):
            raise ValueProblem(
                "CODE_NUMBER",
                gettext_noop("“%(number)s” is no donation identification number."),
                gettext_noop(
                    "Accepted: 5 characters for the facility (the first not 0 or O), then 2 digits"
                    " for the year and 6 for the number."
                ),
                number=number,
            )
        return cls(facility=number[:5], year=number[5:7], number=number[7:], flags=flags)

    @property
    def check(self) -> str:
        """What is typed behind it on a keyboard."""
        return check_character(str(self))

    def __str__(self) -> str:
        return f"{self.facility}{self.year}{self.number}"


def _check(number: str, typed: str) -> None:
    need_alphanumeric(number, what=NAME)
    if check_character(number) != typed:
        raise ValueProblem(
            "CODE_CHECK",
            gettext_noop("The check character “%(typed)s” does not fit “%(number)s”."),
            gettext_noop("Read the label once more: one of the 14 characters is another one."),
            typed=typed,
            number=number,
        )


def _check_flags(number: str, flags: str) -> None:
    """Flags of 60 to 96 are the check value of the number, plus 60."""
    if not DIGITS.issuperset(flags) or int(flags) <= MOST_FLAG:
        return
    if int(flags) - 60 != CHECK_SIGNS.index(check_character(number)):
        raise ValueProblem(
            "CODE_CHECK",
            gettext_noop("The check value “%(flags)s” does not fit “%(number)s”."),
            gettext_noop("Scan the label once more."),
            flags=flags,
            number=number,
        )
