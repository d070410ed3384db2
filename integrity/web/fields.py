"""Form fields of quantities, temperatures and choices of what a person may see."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from measures.numbers import parse_decimal
from measures.problems import ValueProblem


class DecimalField(forms.CharField):
    """A decimal exactly as typed: 2.50 keeps its places."""

    def __init__(self, **kwargs: Any) -> None:
        attributes = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__(**{"widget": forms.TextInput(attributes), **kwargs})

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_decimal(text)
        except ValueProblem as problem:
            message = f"{_(problem.message) % problem.params} {_(problem.accepted)}"
            raise ValidationError(message % problem.params, code=problem.code) from None


def one_of(label: Any, choices: Any, help_text: Any = "") -> forms.ChoiceField:
    """A choice that is made, never taken over: it begins with none."""
    return forms.ChoiceField(label=label, help_text=help_text, choices=[("", "–"), *choices])
