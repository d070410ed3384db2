"""Fields that several forms of quality have."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from integrity.web.forms import TypedField
from people.models import OrganisationKind, User


def lines(label: Any, help_text: Any = "", *, rows: int = 4, required: bool = True) -> TypedField:
    """A text of several lines."""
    return TypedField(
        label=label, help_text=help_text, required=required,
        widget=forms.Textarea({"rows": rows}),
    )  # fmt: skip


class CodesField(forms.CharField):
    """Codes between commas or blanks, as a list."""

    def to_python(self, value: Any) -> Any:
        return str(value or "").replace(",", " ").split()

    def validate(self, value: Any) -> None:
        return

    def run_validators(self, value: Any) -> None:
        return

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value


def one_of(choices: type[TextChoices]) -> list[tuple[str, Any]]:
    """Nothing is chosen before somebody chooses: for what is judged."""
    return [("", "–"), *choices.choices]


def person() -> Any:
    """A choice of somebody of the facility, by name."""
    people = User.objects.filter(
        is_active=True, memberships__organisation__kind=OrganisationKind.FACILITY
    ).distinct()
    return forms.ModelChoiceField(people, label=_("Owner"))
