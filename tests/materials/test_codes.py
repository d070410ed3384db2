"""Codes of donations, tissues and cells, and suppliers' labels: laws and published examples."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from materials.codes.donation import COUNTRIES, DonationSequence
from materials.codes.gs1 import LabelData
from materials.codes.isbt import CHECK_SIGNS, DonationNumber, check_character
from materials.codes.single_european import CodingSystem, SingleEuropeanCode
from measures.problems import ValueProblem

ALPHANUMERIC = CHECK_SIGNS[:-1]
DONATION = "NL0027130000G12345678"
SEC = DONATION + "E000005600120270131"


def signs(count: int) -> st.SearchStrategy[str]:
    return st.text(ALPHANUMERIC, min_size=count, max_size=count)


donations = st.builds(DonationSequence, st.sampled_from(sorted(COUNTRIES)), signs(6), signs(13))
codes = st.builds(
    SingleEuropeanCode, donations, st.sampled_from(CodingSystem), signs(7), signs(3),
    st.none() | st.dates(),
)  # fmt: skip
numbers = st.builds(
    lambda first, facility, digits: first + facility + digits,
    st.sampled_from("ABGNPWZ19"), signs(4), st.text("0123456789", min_size=8, max_size=8),
)  # fmt: skip


def problem(read, text: str) -> str:
    with pytest.raises(ValueProblem) as refused:
        read(text)
    assert refused.value.accepted
    return refused.value.code


def test_it_works():
    code = SingleEuropeanCode.parse(f"SEC {DONATION} E000005600120270131")
    assert code.donation.tissue_establishment == "NL002713"
    assert code.donation.donation == "0000G12345678"
    assert (code.system, code.product, code.split) == (CodingSystem.EUTC, "0000056", "001")
    assert code.expires_on == date(2027, 1, 31)


@given(donations)
def test_a_donation_sequence_is_read_as_it_is_printed(sequence):
    printed = str(sequence)
    assert len(printed) == 21
    assert DonationSequence.parse(f" {printed[:8]} {printed[8:]}\n") == sequence


@given(codes)
def test_a_full_code_has_40_characters_and_is_read_as_it_is_printed(code):
    printed = str(code)
    assert len(printed.replace(" ", "")) == 40
    assert SingleEuropeanCode.parse(printed) == code
    assert SingleEuropeanCode.parse(f"SEC{printed}") == code


@given(st.text(max_size=45))
def test_whatever_is_typed_is_read_or_refused_with_reasons(text):
    for read in (
        DonationSequence.parse, SingleEuropeanCode.parse, DonationNumber.parse, LabelData.parse,
    ):  # fmt: skip
        try:
            read(text)
        except ValueProblem as refused:
            assert refused.message
            assert refused.accepted


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "CODE_LENGTH"),
        (DONATION[:-1], "CODE_LENGTH"),
        (DONATION + "0", "CODE_LENGTH"),
        (DONATION.lower(), "CODE_SIGN"),
        (DONATION[:-1] + "-", "CODE_SIGN"),
        ("US" + DONATION[2:], "CODE_COUNTRY"),
    ],
)
def test_what_is_no_donation_sequence_is_refused(text, code):
    assert problem(DonationSequence.parse, text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (DONATION, "CODE_LENGTH"),
        ("US" + SEC[2:], "CODE_COUNTRY"),
        (SEC[:21] + "C" + SEC[22:], "CODE_SYSTEM"),
        (SEC[:32] + "20270230", "CODE_EXPIRY"),
        (SEC[:32] + "2027013A", "CODE_EXPIRY"),
    ],
)
def test_what_is_no_single_european_code_is_refused(text, code):
    assert problem(SingleEuropeanCode.parse, text) == code


def test_a_code_without_expiry_says_so_with_zeros():
    code = SingleEuropeanCode.parse(SEC[:32] + "00000000")
    assert code.expires_on is None
    assert str(code).endswith("00000000")


def test_the_published_example_of_the_check_character():
    assert check_character("G123498654321") == "H"
    assert str(DonationNumber.parse("G1234 98 654321 H")) == "G123498654321"
    assert DonationNumber.parse("=G12349865432177").flags == "77"


@given(numbers)
def test_a_number_with_its_check_character_is_read(number):
    assert DonationNumber.parse(number + check_character(number)).check == check_character(number)


@given(numbers, st.integers(0, 12), st.sampled_from(ALPHANUMERIC))
def test_one_wrong_character_is_found(number, place, other):
    wrong = number[:place] + other + number[place + 1 :]
    if wrong != number:
        with pytest.raises(ValueProblem):
            DonationNumber.parse(wrong + check_character(number))


@given(numbers, st.integers(0, 11))
def test_two_characters_that_changed_places_are_found(number, at):
    swapped = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    if swapped != number:
        with pytest.raises(ValueProblem):
            DonationNumber.parse(swapped + check_character(number))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("G123498654321", "CODE_LENGTH"),
        ("G123498654321A", "CODE_CHECK"),
        ("=G12349865432178", "CODE_CHECK"),
        ("0123498654321" + check_character("0123498654321"), "CODE_NUMBER"),
        ("G1234A8654321" + check_character("G1234A8654321"), "CODE_NUMBER"),
    ],
)
def test_what_is_no_donation_number_is_refused(text, code):
    assert problem(DonationNumber.parse, text) == code


@pytest.mark.parametrize(
    "text",
    [
        "]d20109521234543213172711301021ABC\x1d21SER1",
        "\x1d0109521234543213172711301021ABC\x1d21SER1",
        "(01)09521234543213(17)271130(10)21ABC(21)SER1",
    ],
)
def test_a_suppliers_label_is_read_as_scanned_and_as_typed(text):
    label = LabelData.parse(text)
    assert (label.gtin, label.lot, label.serial) == ("09521234543213", "21ABC", "SER1")
    assert label.expires_on == date(2027, 11, 30)


def test_a_label_with_a_month_only_ends_with_its_last_day():
    assert LabelData.parse("(17)270200(10)A").expires_on == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "NOT_GS1"),
        ("LOT-24-117", "NOT_GS1"),
        ("(17)271340", "NOT_GS1"),
        ("(01)09521234543214(10)A", "GS1_GTIN"),
        ("(10)A(10)B", "GS1_TWICE"),
    ],
)
def test_what_is_no_label_is_refused(text, code):
    assert problem(LabelData.parse, text) == code
