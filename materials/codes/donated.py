"""A donation code as it is typed or scanned: the 21 characters, or the full 40 of the SEC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from materials.codes.donation import LENGTH, DonationSequence
from materials.codes.isbt_label import is_isbt
from materials.codes.reading import bare
from materials.codes.single_european import CodingSystem, SingleEuropeanCode
from measures.problems import ValueProblem, gettext_noop


@dataclass(frozen=True)
class Donation:
    """A donation code as it was read: the number of the donation in it, and what more it says.

    `product` is the ISBT 128 product description code, where its product is by that list.
    """

    code: str
    number: str
    lines: tuple[tuple[str, str], ...]
    expires_on: date | None = None
    product: str = ""


def donation_of(text: str) -> Donation:
    """Reads 21 characters, or the full 40 of a Single European Code. Raises ValueProblem."""
    if is_isbt(text):
        raise ValueProblem(
            "CODE_INCOMPLETE",
            gettext_noop("“%(text)s” is an ISBT 128 code: country and tissue establishment lack."),
            gettext_noop(
                "Accepted: 21 characters, 2 for the country, 6 for the tissue establishment and 13"
                " for the donation. Scan the ISBT 128 codes into the field of the label."
            ),
            text=text.strip(),
        )
    if len(bare(text)) <= LENGTH:
        sequence = DonationSequence.parse(text)
        return Donation(str(sequence), sequence.donation, sequence.lines)
    code = SingleEuropeanCode.parse(text)
    product = code.product.lstrip("0") if code.system == CodingSystem.ISBT_128 else ""
    return Donation(str(code), code.donation.donation, code.lines, code.expires_on, product)
