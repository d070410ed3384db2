"""The donation identification sequence: 21 characters (Directive 2006/86/EC, Annex VII)."""

from __future__ import annotations

from dataclasses import dataclass

from materials.codes.reading import bare, need_alphanumeric, need_length
from measures.problems import ValueProblem, gettext_noop

LENGTH = 21
NAME = "donation identification sequence"
# Members of the European Economic Area; GB until 2020, and XI for Northern Ireland since.
COUNTRIES = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IE",
    "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK", "XI",
})  # fmt: skip


@dataclass(frozen=True)
class DonationSequence:
    """Country, number of the tissue establishment in it, and its unique donation number."""

    country: str
    establishment: str
    donation: str

    @classmethod
    def parse(cls, text: str) -> DonationSequence:
        """Reads 21 characters; blanks between them do not count. Raises ValueProblem."""
        code = bare(text)
        need_length(code, exactly=LENGTH, what=NAME)
        need_alphanumeric(code, what=NAME)
        if code[:2] not in COUNTRIES:
            raise ValueProblem(
                "CODE_COUNTRY",
                gettext_noop(
                    "“%(country)s” at places 1 and 2 is no country of the European Economic Area."
                ),
                gettext_noop("Accepted there: %(countries)s."),
                country=code[:2],
                countries=", ".join(sorted(COUNTRIES)),
            )
        return cls(country=code[:2], establishment=code[2:8], donation=code[8:])

    @property
    def tissue_establishment(self) -> str:
        """The code of the tissue establishment in the EU compendium: country and number."""
        return f"{self.country}{self.establishment}"

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """Its parts as they are read, each with a name."""
        return (
            (gettext_noop("Country"), self.country),
            (gettext_noop("Tissue establishment"), self.tissue_establishment),
            (gettext_noop("Donation number"), self.donation),
        )

    def __str__(self) -> str:
        return f"{self.country}{self.establishment}{self.donation}"
