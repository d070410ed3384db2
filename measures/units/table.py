"""Every unit in use, by its code."""

from __future__ import annotations

from measures.problems import ValueProblem, gettext_noop
from measures.units.biological import BIOLOGICAL
from measures.units.chemical import CHEMICAL
from measures.units.cleanroom import CLEANROOM
from measures.units.counted import COUNTED
from measures.units.definition import Unit
from measures.units.physical import PHYSICAL

UNITS: dict[str, Unit] = {
    known.code: known for known in (*PHYSICAL, *CHEMICAL, *BIOLOGICAL, *CLEANROOM, *COUNTED)
}


def unit(code: str) -> Unit:
    """The unit of a UCUM code. Raises ValueProblem for a code that is not known here."""
    try:
        return UNITS[code]
    except KeyError:
        close = ", ".join(_meant(code))
        raise ValueProblem(
            "UNKNOWN_UNIT",
            gettext_noop("“%(unit)s” is not a known unit."),
            gettext_noop("Did you mean %(codes)s?")
            if close
            else gettext_noop("Accepted: %(codes)s."),
            unit=code,
            codes=close or ", ".join(sorted(UNITS)),
        ) from None


def _meant(typed: str) -> list[str]:
    """Codes that were written in other letters, or as the unit is printed."""
    same = typed.strip().casefold()
    return sorted(
        known.code
        for known in UNITS.values()
        if same and same in {known.code.casefold(), known.symbol.casefold()}
    )
