"""Acceptance criteria: bounds, words, and words in place of numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from measures.criteria import Criterion
from measures.limits import Limits
from measures.problems import ValueProblem
from measures.verdicts import Conformity

CONFORMS = Conformity.CONFORMS
FAILS = Conformity.DOES_NOT_CONFORM
UNDECIDED = Conformity.UNDECIDED

# The specification of three published CAR-T batches (doi 10.1158/1535-7163.MCT-20-0476).
NEGATIVE = Criterion(accepted=frozenset({"negative"}), rejected=frozenset({"positive"}))
APPEARANCE = Criterion(
    accepted=frozenset({"milky, no aggregates", "yellowish, no aggregates"}),
    rejected=frozenset({"aggregates"}),
)
CAR_EXPRESSION = Criterion(Limits(lower=Decimal("10")))
COPIES = Criterion(Limits(lower=Decimal("5"), lower_exclusive=True))
VIABILITY = Criterion(Limits(lower=Decimal("70"), lower_exclusive=True))
NO_CD19 = Criterion(accepted=frozenset({"negative"}), rejected=frozenset({"detected"}))
BEADS = Criterion(
    Limits(upper=Decimal("100"), upper_exclusive=True), accepted=frozenset({"no beads"})
)
CYTOKINE = Criterion(
    Limits(lower=Decimal("50"), lower_exclusive=True),
    accepted=frozenset({"detected"}),
    rejected=frozenset({"not detected"}),
)
KILLING = Criterion(
    Limits(lower=Decimal("50"), lower_exclusive=True), accepted=frozenset({"achieved"})
)


@pytest.mark.parametrize(
    ("criterion", "batches"),
    [
        (NEGATIVE, ["negative", "negative", "negative"]),
        (APPEARANCE, ["milky, no aggregates", "yellowish, no aggregates"]),
        (CAR_EXPRESSION, ["23", "33", "30"]),
        (COPIES, ["100", "100", "100"]),
        (VIABILITY, ["91", "96.3", "94"]),
        (NO_CD19, ["negative", "negative", "negative"]),
        (BEADS, ["no beads", "57", "16"]),
        (CYTOKINE, ["detected", "detected", "detected"]),
        (KILLING, ["achieved", "achieved", "achieved"]),
    ],
)
def test_it_works(criterion: Criterion, batches: list[str]) -> None:
    assert {criterion.judge(reported) for reported in batches} == {CONFORMS}


@pytest.mark.parametrize(
    ("criterion", "reported"),
    [
        (NEGATIVE, "positive"),
        (APPEARANCE, "aggregates"),
        (CAR_EXPRESSION, "9"),
        (COPIES, "5"),
        (VIABILITY, "70"),
        (NO_CD19, "detected"),
        (BEADS, "100"),
        (CYTOKINE, "not detected"),
        (KILLING, "50"),
    ],
)
def test_a_result_outside_does_not_conform(criterion: Criterion, reported: str) -> None:
    assert criterion.judge(reported) is FAILS


@pytest.mark.parametrize(
    "reported", ["few beads", "", "<LOQ", "57 beads", "NaN", "5,7", "detected"]
)
def test_a_word_that_is_not_listed_is_undecided(reported: str) -> None:
    assert BEADS.judge(reported) is UNDECIDED


def test_a_number_without_bounds_is_undecided() -> None:
    assert NEGATIVE.judge("0") is UNDECIDED
    assert Criterion().judge("5") is UNDECIDED


def test_words_are_compared_without_regard_to_case_and_blanks() -> None:
    assert BEADS.judge("  No Beads ") is CONFORMS
    assert CYTOKINE.judge("NOT DETECTED") is FAILS


@pytest.mark.parametrize(
    ("reported", "conformity"),
    [("97.95", CONFORMS), ("97.94", FAILS), ("98", CONFORMS), ("97.949999", FAILS)],
)
def test_a_number_is_rounded_once_half_up_to_the_decimals_of_the_limit(
    reported: str, conformity: Conformity
) -> None:
    assert Criterion(Limits(lower=Decimal("98.0"))).judge(reported) is conformity


def test_rounding_does_not_save_a_strict_limit() -> None:
    strict = Criterion(Limits(lower=Decimal("70"), lower_exclusive=True))
    assert strict.judge("70.4") is FAILS
    assert strict.judge("70.5") is CONFORMS


def test_the_finer_of_two_bounds_gives_the_decimals() -> None:
    both = Criterion(Limits(Decimal("100.0"), Decimal("102")))
    assert both.judge("102.04") is CONFORMS
    assert both.judge("102.05") is FAILS


def test_any_number_that_can_be_typed_is_judged() -> None:
    assert VIABILITY.judge("1e99") is CONFORMS
    assert BEADS.judge("9" * 39) is FAILS


AT_MOST = Criterion(Limits(upper=Decimal("0.5")))
BELOW = Criterion(Limits(upper=Decimal("0.5"), upper_exclusive=True))


@pytest.mark.parametrize(
    ("criterion", "reported", "conformity"),
    [
        (AT_MOST, "< 0.5", CONFORMS),
        (BELOW, "<0.5", CONFORMS),
        (AT_MOST, "< 0.54", UNDECIDED),
        (AT_MOST, "> 0.5", FAILS),
        (AT_MOST, "> 0.4", UNDECIDED),
        (AT_MOST, "not detected (< 0.5)", CONFORMS),
        (AT_MOST, "ND", UNDECIDED),
        (COPIES, "< 5", FAILS),
        (COPIES, "> 2000", CONFORMS),
        (NEGATIVE, "< 5", UNDECIDED),
    ],
)
def test_a_censored_value_is_judged_by_all_it_may_be(
    criterion: Criterion, reported: str, conformity: Conformity
) -> None:
    assert criterion.judge(reported) is conformity


def test_not_detected_without_a_number_counts_when_the_criterion_lists_it() -> None:
    listed = Criterion(Limits(upper=Decimal(10)), accepted=frozenset({"not detected"}))
    assert listed.judge("Not detected") is CONFORMS
    assert CYTOKINE.judge("not detected") is FAILS


def test_figures_of_the_limit_round_as_the_european_pharmacopoeia_reads() -> None:
    limits = Limits(Decimal("98.3"), Decimal("102.0"))
    assert str(Criterion(limits).rounded(Decimal("98.28568"))) == "98.3"
    assert str(Criterion(limits, figures=4).rounded(Decimal("98.28568"))) == "98.29"
    assert Criterion(limits).judge("98.28568") is CONFORMS
    assert Criterion(limits, figures=4).judge("98.28568") is FAILS


def test_without_a_limit_a_number_stays_as_it_was_measured() -> None:
    assert str(Criterion(figures=1).rounded(Decimal("98.28568"))) == "98.28568"


def test_figures_that_cannot_be_are_refused() -> None:
    assert Criterion(figures=1)
    with pytest.raises(ValueProblem):
        Criterion(Limits(upper=Decimal(100)), figures=0)
