"""Measured values are kept exactly as they were stated."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from integrity.models import ExactDecimalField
from materials.models import Product
from qc import models as qc
from tests.deeds import made

FIELD = ExactDecimalField()


STATED = ["98.0", "98", "0.050", "-80.00", "0", "123456789012345678901234567.8"]


@pytest.fixture
def specification(northlight):
    product = made(
        Product, code="CART-CD19", name="CAR-T cells", sponsor=northlight, is_autologous=True
    )
    return made(qc.Specification, code="SPEC", revision=1, product=product)


def test_it_works(specification):
    method = made(qc.TestMethod, code="FLOW", title="Flow cytometry")
    for sequence, stated in enumerate(STATED):
        made(
            qc.AcceptanceCriterion, specification=specification, sequence=sequence,
            test=stated, method=method,
            lower=Decimal(stated),
        )  # fmt: skip
    kept = specification.criteria.order_by("sequence").values_list("lower", flat=True)
    assert [str(lower) for lower in kept] == STATED


@pytest.mark.parametrize("value", [1.5, float("nan"), "warm", "NaN", "Infinity", Decimal("NaN")])
def test_floats_words_and_infinity_are_refused(value):
    with pytest.raises(ValidationError):
        FIELD.get_prep_value(value)


def test_no_value_stays_no_value():
    assert FIELD.to_python(None) is None
    assert FIELD.to_python("1.50") == Decimal("1.50")
