"""Joined criteria as plain data, and strictly back."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.combined import All, Any, Combined, Requirement
from measures.combined_data import DEEPEST, from_data, to_data
from measures.criteria import Criterion
from measures.limits import Limits
from measures.problems import ValueProblem
from measures.units import unit
from tests.measures.strategies import limits

VCN = {"result": "VCN", "upper": "5"}
WORDS = st.sampled_from(["negative", "none", "no beads", "clear"])


def is_plain(found: Limits) -> bool:
    """Some bound is there, and none that is not there is exclusive."""
    lower, upper = found.lower is not None, found.upper is not None
    return (lower or upper) and lower >= found.lower_exclusive and upper >= found.upper_exclusive


TREES = st.recursive(
    st.builds(
        Requirement,
        st.sampled_from(["viability", "VCN"]),
        st.builds(
            Criterion,
            limits().filter(is_plain),
            st.frozensets(WORDS),
            st.frozensets(st.sampled_from(["positive", "detected"])),
            st.none() | st.integers(1, 9),
        ),
        st.sampled_from(["1", "%", "{copies}/{cell}"]).map(unit),
    ),
    lambda parts: st.builds(
        lambda group, inner: group(*inner),
        st.sampled_from([All, Any]),
        st.lists(parts, min_size=1, max_size=3),
    ),
    max_leaves=5,
)


def test_it_works() -> None:
    data = {
        "all": [
            {"result": "viability", "unit": "%", "lower": "70.0"},
            {"any": [
                {"result": "VCN", "upper": "5", "upper_exclusive": True, "figures": 2},
                {"result": "integration", "accepted": ["none", "random"], "rejected": ["cluster"]},
            ]},
        ]
    }  # fmt: skip
    tree = from_data(data)
    assert str(tree) == "viability ≥ 70.0 % and (VCN < 5 or integration: none / random)"
    assert to_data(tree) == data
    assert tree == All(
        Requirement("viability", Criterion(Limits(lower=Decimal("70.0"))), unit("%")),
        Any(
            Requirement(
                "VCN", Criterion(Limits(upper=Decimal(5), upper_exclusive=True), figures=2)
            ),
            Requirement(
                "integration",
                Criterion(accepted=frozenset({"none", "random"}), rejected=frozenset({"cluster"})),
            ),
        ),
    )


@given(TREES)
def test_what_is_written_reads_back_the_same(tree: Combined) -> None:
    written = json.loads(json.dumps(to_data(tree)))
    assert from_data(written) == tree
    assert str(from_data(written)) == str(tree)
    assert to_data(from_data(written)) == written


@pytest.mark.parametrize("bound", ["98.0", "1.2E+6", "0.0000001", "0.050"])
def test_a_limit_keeps_the_decimals_it_was_stated_with(bound: str) -> None:
    tree = Requirement("purity", Criterion(Limits(lower=Decimal(bound))))
    assert str(from_data(to_data(tree)).criterion.limits.lower) == str(Decimal(bound))


def test_a_strictness_without_a_bound_means_nothing_and_is_not_written() -> None:
    strict = Limits(Decimal(1), lower_exclusive=True, upper_exclusive=True)
    assert to_data(Requirement("VCN", Criterion(strict))) == {
        "result": "VCN", "lower": "1", "lower_exclusive": True,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (None, "criterion is not a criterion"),
        ([VCN], "criterion is not a criterion"),
        ("VCN", "criterion is not a criterion"),
        ({}, "criterion is not a criterion"),
        ({"upper": "5"}, "criterion is not a criterion"),
        ({"all": [VCN], "any": [VCN]}, "criterion is not a criterion"),
        ({"all": [VCN], "result": "VCN"}, "criterion is not a criterion"),
        ({"all": [VCN, {}]}, r"criterion\.all\[2\] is not a criterion"),
        ({"any": [{"all": [VCN, 5]}]}, r"criterion\.any\[1\]\.all\[2\] is not a criterion"),
        ({"all": [VCN], "not": [VCN]}, "criterion: “not” is not known"),
        ({"all": [VCN], 5: 5}, "criterion: “5” is not known"),
        ({"all": []}, r"criterion\.all is wrong"),
        ({"all": VCN}, r"criterion\.all is wrong"),
        ({"all": (VCN,)}, r"criterion\.all is wrong"),
        (VCN | {"uper": "5"}, "criterion: “uper” is not known"),
        (VCN | {"result": ""}, r"criterion\.result is wrong"),
        (VCN | {"result": 5}, r"criterion\.result is wrong"),
        (VCN | {"upper": 5}, r"criterion\.upper is wrong"),
        (VCN | {"upper": 5.0}, r"criterion\.upper is wrong"),
        (VCN | {"upper": None}, r"criterion\.upper is wrong"),
        (VCN | {"upper": ""}, r"criterion\.upper is wrong"),
        (VCN | {"upper": "five"}, r"criterion\.upper is wrong"),
        (VCN | {"upper": "< 5"}, r"criterion\.upper is wrong"),
        (VCN | {"lower": "9"}, "criterion is wrong"),
        (VCN | {"upper_exclusive": 1}, r"criterion\.upper_exclusive is wrong"),
        (VCN | {"upper_exclusive": "true"}, r"criterion\.upper_exclusive is wrong"),
        (VCN | {"lower_exclusive": True}, r"criterion\.lower_exclusive is wrong"),
        (VCN | {"lower_exclusive": False}, r"criterion\.lower_exclusive is wrong"),
        (VCN | {"figures": 0}, r"criterion\.figures is wrong"),
        (VCN | {"figures": True}, r"criterion\.figures is wrong"),
        (VCN | {"figures": "2"}, r"criterion\.figures is wrong"),
        (VCN | {"figures": None}, r"criterion\.figures is wrong"),
        (VCN | {"unit": "copies"}, "“copies” is not a known unit"),
        (VCN | {"unit": ""}, r"criterion\.unit is wrong"),
        (VCN | {"accepted": "none"}, r"criterion\.accepted is wrong"),
        (VCN | {"accepted": []}, r"criterion\.accepted is wrong"),
        (VCN | {"rejected": [5]}, r"criterion\.rejected is wrong"),
        (VCN | {"accepted": [""]}, "“VCN” is not a requirement"),
        (VCN | {"accepted": ["No"], "rejected": ["no"]}, "“VCN” is not a requirement"),
        ({"result": "VCN"}, "“VCN” is not a requirement"),
    ],
)
def test_what_is_not_a_criterion_is_refused_at_its_place(data: object, message: str) -> None:
    with pytest.raises(ValueProblem, match=message) as problem:
        from_data(data)
    assert problem.value.accepted % problem.value.params


def test_nesting_has_an_end() -> None:
    def nested(levels: int) -> dict[str, object]:
        return {"all": [nested(levels - 1)]} if levels > 1 else VCN

    assert from_data(nested(DEEPEST)).judge({"VCN": "4"})
    for levels in (DEEPEST + 1, 500):
        with pytest.raises(ValueProblem, match="is not a criterion"):
            from_data(nested(levels))


def test_a_criterion_of_another_kind_has_no_form() -> None:
    class Own(Requirement.__base__):
        judge = names = text = None

    with pytest.raises(TypeError, match="Own has no form as data"):
        to_data(Own())
