"""The table against a second reading of its codes: every factor follows from the code."""

from __future__ import annotations

from fractions import Fraction

import pytest

from measures.units import UNITS, Unit
from tests.measures.ucum import read

# Written as people say them, not by UCUM's grammar; records carry them, so they stay.
SPOKEN = {"{copies}/100.ng", "{beads}/3.10*6{cells}"}
CELSIUS = {"Cel": (1, Fraction("273.15")), "K": (1, 0)}  # the one unit with a zero of its own
READABLE = [known for known in UNITS.values() if known.code not in SPOKEN]
FIRST = {known.dimension: known for known in reversed(READABLE)}


def named(one: Unit) -> str:
    return one.code


@pytest.mark.parametrize(
    ("code", "worth", "signature"),
    [
        ("10*6/mL", "1000000000000", {"m": -3}),
        ("ng/mL", "1/1000", {"g": 1, "m": -3}),
        ("[CFU]/(4.h)", "1/14400", {"[CFU]": 1, "s": -1}),
        ("%{v/v}", "1/100", {}),
        ("{cells}/cm2", "10000", {"m": -2}),
    ],
)
def test_it_works(code: str, worth: str, signature: dict[str, int]) -> None:
    reading = read(code)
    assert (reading.worth, reading.signature) == (Fraction(worth), signature)


@pytest.mark.parametrize("code", ["", "Da", "kmin", "mL/", "10*6 /mL", "(mL", "mL)", "µL"])
def test_what_is_no_code_is_not_read(code: str) -> None:
    with pytest.raises((ValueError, IndexError)):
        read(code)


@pytest.mark.parametrize("known", READABLE, ids=named)
def test_every_code_is_ucum(known: Unit) -> None:
    assert read(known.code).worth > 0


@pytest.mark.parametrize("code", sorted(SPOKEN))
def test_a_code_that_is_only_spoken_is_in_the_table(code: str) -> None:
    assert code in UNITS


@pytest.mark.parametrize("known", READABLE, ids=named)
def test_within_a_dimension_codes_and_factors_say_the_same(known: Unit) -> None:
    if known.code in CELSIUS:
        assert (known.factor, known.offset) == CELSIUS[known.code]
        return
    first = FIRST[known.dimension]
    reading, base = read(known.code), read(first.code)
    assert reading.signature == base.signature
    assert known.factor * base.worth == first.factor * reading.worth
    assert known.offset == 0


def test_a_thing_measured_by_count_or_mass_keeps_its_name_apart() -> None:
    """UCUM reads cells, genomes and particles the same; the table must not."""
    alike = {"{cells}/mL", "{vg}/mL", "{vp}/mL", "{TU}/mL", "{copies}/mL", "/mL", "{particles}/mL"}
    assert len({read(code).worth for code in alike}) == 1
    assert len({UNITS[code].dimension for code in alike}) == len(alike)
