"""What was typed is read as its parameter asks, and judged."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from batches.models import BatchParameter, ParameterKind
from batches.values import ReadValue, read_value
from measures.problems import ValueProblem
from measures.verdicts import Verdict

AT = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Amsterdam")

NUMBER = BatchParameter(
    kind=ParameterKind.NUMBER,
    unit="Cel",
    action_lower=Decimal("2.0"),
    action_upper=Decimal("8.0"),
    alert_lower=Decimal("2.5"),
    alert_upper=Decimal("7.5"),
)
UNLIMITED = BatchParameter(kind=ParameterKind.NUMBER, unit="mL")
TEXT = BatchParameter(kind=ParameterKind.TEXT, min_length=3, max_length=10)
DONATION = BatchParameter(kind=ParameterKind.TEXT, min_length=21, max_length=21)
CHOICE = BatchParameter(
    kind=ParameterKind.CHOICE, choices=["Intact", "Leaking", "Clotted"], accepted=["Intact"]
)
FREE_CHOICE = BatchParameter(kind=ParameterKind.CHOICE, choices=["Left", "Right"])
YES_NO = BatchParameter(kind=ParameterKind.YES_NO, accepted=["yes"])
ASKED = BatchParameter(kind=ParameterKind.YES_NO)
DATE_TIME = BatchParameter(kind=ParameterKind.DATE_TIME)
EVERY_KIND = (NUMBER, TEXT, CHOICE, YES_NO, DATE_TIME)


def read(parameter: BatchParameter, typed: str) -> ReadValue:
    return read_value(parameter, typed, at=AT, zone=ZONE)


def test_it_works():
    assert {parameter.kind for parameter in EVERY_KIND} == set(ParameterKind)
    assert read(NUMBER, "5.0") == ReadValue("5.0", Verdict.WITHIN, number=Decimal("5.0"))
    assert read(TEXT, "LOT-24") == ReadValue("LOT-24", Verdict.NOT_JUDGED)
    assert read(CHOICE, "Intact") == ReadValue("Intact", Verdict.WITHIN)
    assert read(YES_NO, "yes") == ReadValue("yes", Verdict.WITHIN)
    typed = "2026-11-02 07:55"
    local = datetime(2026, 11, 2, 7, 55, tzinfo=ZONE)
    assert read(DATE_TIME, typed) == ReadValue(typed, Verdict.NOT_JUDGED, instant=local)


@pytest.mark.parametrize("parameter", EVERY_KIND, ids=lambda parameter: parameter.kind)
@pytest.mark.parametrize("typed", ["", "   ", "\n"])
def test_nothing_typed_is_refused(parameter, typed):
    with pytest.raises(ValueProblem, match="A value is needed") as problem:
        read(parameter, typed)
    assert problem.value.code == "REQUIRED"


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("1.9", Verdict.BELOW_ACTION),
        ("2.0", Verdict.BELOW_ALERT),
        ("2.5", Verdict.WITHIN),
        ("7.6", Verdict.ABOVE_ALERT),
        ("8.1", Verdict.ABOVE_ACTION),
        ("8.0e0", Verdict.ABOVE_ALERT),
    ],
)
def test_a_number_out_of_limits_is_no_problem_but_a_verdict(typed, verdict):
    assert read(NUMBER, typed) == ReadValue(typed, verdict, number=Decimal(typed))


def test_a_number_without_limits_is_recorded():
    assert read(UNLIMITED, "12") == ReadValue("12", Verdict.NOT_JUDGED, number=Decimal("12"))


@pytest.mark.parametrize("typed", ["warm", "5,0", "NaN", "5.0 °C"])
def test_a_word_in_a_number_is_refused(typed):
    with pytest.raises(ValueProblem) as problem:
        read(NUMBER, typed)
    assert problem.value.code == "NOT_A_NUMBER"
    assert problem.value.accepted


@pytest.mark.parametrize(("typed", "length"), [("ab", 2), ("a" * 11, 11)])
def test_a_text_of_another_length_is_refused_with_the_lengths_accepted(typed, length):
    with pytest.raises(ValueProblem, match=f"This has {length} characters") as problem:
        read(TEXT, typed)
    assert problem.value.code == "LENGTH"
    assert problem.value.accepted % problem.value.params == "Accepted: 3 to 10 characters."


def test_a_text_of_one_length_says_so():
    assert read(DONATION, "NL123456A202600012345").raw == "NL123456A202600012345"
    with pytest.raises(ValueProblem) as problem:
        read(DONATION, "NL123456A2026000123")
    assert problem.value.accepted % problem.value.params == "Accepted: exactly 21 characters."


def test_blanks_around_and_between_are_one_blank():
    assert read(TEXT, "  LOT \t 24\n").raw == "LOT 24"


def test_an_answer_that_is_not_accepted_is_recorded_as_such():
    assert read(CHOICE, "Leaking") == ReadValue("Leaking", Verdict.NOT_ACCEPTED)
    assert read(YES_NO, "no") == ReadValue("no", Verdict.NOT_ACCEPTED)
    assert read(CHOICE, "Leaking").verdict.needs_reason


def test_an_answer_is_not_judged_when_any_is_as_good():
    assert read(FREE_CHOICE, "Right").verdict is Verdict.NOT_JUDGED
    assert read(ASKED, "no").verdict is Verdict.NOT_JUDGED


@pytest.mark.parametrize(
    ("parameter", "typed", "accepted"),
    [
        (CHOICE, "Torn", "Accepted: Intact, Leaking, Clotted."),
        (CHOICE, "intact", "Accepted: Intact, Leaking, Clotted."),
        (YES_NO, "perhaps", "Accepted: yes, no."),
        (YES_NO, "Yes", "Accepted: yes, no."),
    ],
)
def test_what_cannot_be_chosen_is_refused_with_what_can(parameter, typed, accepted):
    with pytest.raises(ValueProblem, match="cannot be chosen") as problem:
        read(parameter, typed)
    assert problem.value.code == "NOT_A_CHOICE"
    assert problem.value.accepted % problem.value.params == accepted


def test_a_time_is_local_unless_it_says_its_offset():
    winter = datetime(2026, 11, 2, 6, 55, tzinfo=UTC)
    assert read(DATE_TIME, "2026-11-02 07:55").instant == winter
    assert read(DATE_TIME, " 2026-11-02  12:25 +05:30") == ReadValue(
        "2026-11-02 12:25 +05:30", Verdict.NOT_JUDGED, instant=winter
    )


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("yesterday", "NOT_A_TIME"),
        ("2026-03-29 02:30", "NO_SUCH_TIME"),
        ("2026-10-25 02:30", "DOUBLED_TIME"),
    ],
)
def test_what_names_no_instant_is_refused(typed, code):
    with pytest.raises(ValueProblem) as problem:
        read(DATE_TIME, typed)
    assert problem.value.code == code
    assert problem.value.accepted


def test_the_future_is_refused_but_for_a_clock_that_is_a_little_fast():
    slightly = (AT + timedelta(seconds=50)).isoformat()
    assert read(DATE_TIME, slightly).instant == AT + timedelta(seconds=50)
    with pytest.raises(ValueProblem, match="is in the future") as problem:
        read(DATE_TIME, (AT + timedelta(seconds=70)).isoformat())
    assert problem.value.code == "IN_THE_FUTURE"
    assert problem.value.accepted == "Accepted: now or earlier."
