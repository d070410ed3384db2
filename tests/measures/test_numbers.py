"""Reading numbers exactly as they were typed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.numbers import LONGEST, grouped, parse_decimal, plain
from measures.problems import ValueProblem
from tests.measures.decimals import DECIMALS

DIGITS = st.text("0123456789", min_size=1, max_size=15)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("37.1", "37.1"),
        (" 98.0 ", "98.0"),
        ("-80", "-80"),
        ("+5", "5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("1.2e6", "1200000"),
        ("1.2E-3", "0.0012"),
        ("1.2×10^6", "1200000"),
        ("1.2 x 10^6", "1200000"),
        ("1.2*10^-3", "0.0012"),
        ("1.2×10⁶", "1200000"),
        ("1.2 × 10⁻³", "0.0012"),
        ("2×10¹⁰", "20000000000"),
        ("−80", "-80"),
        ("–80", "-80"),
    ],
)
def test_it_works(typed: str, read: str) -> None:
    assert plain(parse_decimal(typed)) == read


@given(DECIMALS)
def test_what_is_printed_reads_back_the_same(number: Decimal) -> None:
    again = parse_decimal(plain(number))
    assert again == number
    assert plain(again) == plain(number)


@given(DIGITS, DIGITS)
def test_every_typed_digit_is_kept(whole: str, decimals: str) -> None:
    read = parse_decimal(f"{whole}.{decimals}")
    assert plain(read) == f"{int(whole)}.{decimals}"


def test_long_numbers_stay_exact() -> None:
    digits = "1234567890123456789012345678901234"
    assert plain(parse_decimal(f"{digits}e3")) == f"{digits}000"


def test_a_decimal_comma_is_refused_with_the_pointed_number() -> None:
    with pytest.raises(ValueProblem, match="“37,1” is not a number") as problem:
        parse_decimal("37,1")
    assert problem.value.code == "NOT_A_NUMBER"
    accepted = problem.value.accepted % problem.value.params
    assert accepted == "Use a point, not a comma: 37.1."


@pytest.mark.parametrize(
    "typed",
    [
        "", "warm", "NaN", "nan", "Infinity", "inf", "-inf", "1,234,567", "1,234.5", "1.234.567",
        "1 234", "1'234", "1_000", "0x1F", "12abc", "1e", "e6", "--5", "1.2e6.5", "1e100", "٣", "½",
    ],
)  # fmt: skip
def test_words_and_thousands_are_refused_with_an_example(typed: str) -> None:
    with pytest.raises(ValueProblem) as problem:
        parse_decimal(typed)
    accepted = problem.value.accepted % problem.value.params
    assert accepted == "Accepted: digits with a point, such as 37.1 or 1.2e6."


@pytest.mark.parametrize("typed", ["2×105", "2 x 100", "10⁵", "5²", "3e⁵", "1e5⁶"])
def test_a_power_of_ten_that_may_have_lost_its_raising_is_refused(typed: str) -> None:
    with pytest.raises(ValueProblem):
        parse_decimal(typed)


def test_a_number_longer_than_a_field_is_refused() -> None:
    assert parse_decimal("1" * LONGEST)
    with pytest.raises(ValueProblem):
        parse_decimal("1" * (LONGEST + 1))


@given(st.text())
def test_any_text_is_a_finite_number_or_a_problem(typed: str) -> None:
    try:
        number = parse_decimal(typed)
    except ValueProblem as problem:
        assert problem.accepted
    else:
        assert number.is_finite()


@pytest.mark.parametrize(
    ("number", "read"),
    [
        ("9999.5", "9999.5"),
        ("10000", "10 000"),
        ("-1234567.25", "-1 234 567.25"),
        ("5E+7", "50 000 000"),
        ("0.000012", "0.000012"),
    ],
)
def test_long_numbers_are_read_in_groups_of_three(number: str, read: str) -> None:
    assert grouped(Decimal(number)) == read.replace(" ", "\u202f")


@given(DECIMALS)
def test_what_is_grouped_reads_back_the_same(number: Decimal) -> None:
    assert parse_decimal(grouped(number)) == number


@pytest.mark.parametrize("typed", ["1\u202f23", "12\u202f3456", "1 000 000", "1\u202f000 000"])
def test_other_groups_are_no_number(typed: str) -> None:
    with pytest.raises(ValueProblem):
        parse_decimal(typed)
