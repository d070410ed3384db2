"""Fields that several forms of quality have."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from integrity.refusals import refuse
from integrity.web.forms import TypedField
from people.models import OrganisationKind, User
from quality.named import record_named
from quality.subjects import Subject, codes_of, subject_of


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


def code_of(of: str, label: Any) -> forms.ChoiceField:
    """A choice among the rooms or the products that there are, or none."""
    return forms.ChoiceField(
        label=label, required=False,
        choices=lambda: [("", "–"), *((code, f"{code} {name}") for code, name in codes_of(of))],
    )  # fmt: skip


def named_record(by: User, code: str) -> Subject | None:
    """The record with the code that was typed; nothing when none was. Raises Refused."""
    return record_typed(by, code) if code else None


def record_typed(by: User, code: str) -> Subject:
    """The record with this code, whatever kind it is of. Raises Refused when there is none."""
    found = record_named(by, code) if code else None
    if found is None:
        raise refuse(
            "NOT_FOUND", _("No record has this code."),
            clears=_("Accepted: a code that the search finds."), field="record",
        )  # fmt: skip
    return subject_of(found.kind, found.id) or found


def person() -> Any:
    """A choice of somebody of the facility, by name."""
    people = User.objects.filter(
        is_active=True, memberships__organisation__kind=OrganisationKind.FACILITY
    ).distinct()
    return forms.ModelChoiceField(people, label=_("Owner"))
