"""The forms of what rooms are used by: checklists, sharing, disinfectants and their turns."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Changeover, Disinfectant, Room
from integrity.web.fields import one_of
from integrity.web.forms import CommandForm, TypedField
from materials.models import Material, Product
from people.web.forms import ReasonForm, day


class LinesField(forms.CharField):
    """One line of text for each line of the list."""

    widget = forms.Textarea({"rows": 12})

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        return str(super().to_python(value) or "").splitlines()

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def validate(self, value: object) -> None:
        """How many there are, and what a line may be, is the command's to say."""

    def run_validators(self, value: object) -> None:
        """As above."""


class ChecklistForm(CommandForm):
    changeover = one_of(_("For"), Changeover.choices)
    lines = LinesField(label=_("Lines"), help_text=_("One line of text each; Done is right."))
    use_required_attribute = False


class SharingForm(CommandForm):
    room = forms.ModelChoiceField(Room.objects.all(), label=_("Room"))
    product = forms.ModelChoiceField(Product.objects.all(), label=_("Product"))
    other = forms.ModelChoiceField(
        Product.objects.all(), label=_("Together with"),
        help_text=_("The same one for two lots of it."),
    )  # fmt: skip
    assessment = TypedField(
        label=_("Assessment"), widget=forms.Textarea({"rows": 6}),
        help_text=_("Why neither can come into the other: separation, closed systems, changeover."),
    )  # fmt: skip
    valid_from = day(_("From"))
    valid_until = day(_("Until"))
    use_required_attribute = False


class AgentForm(CommandForm):
    code = TypedField(label=_("Code"))
    name = TypedField(label=_("Name"))
    material = forms.ModelChoiceField(
        Material.objects.all(), label=_("Material"), help_text=_("Whose containers it is in.")
    )
    contact_minutes = forms.IntegerField(
        label=_("Contact time"), help_text=_("Minutes, as validated.")
    )
    is_sporicidal = forms.BooleanField(label=_("Kills spores"), required=False)
    use_required_attribute = False


class CycleField(LinesField):
    """Codes of disinfectants, one a line, in their turn."""

    def clean(self, value: Any) -> Any:
        codes = [line.strip() for line in super().clean(value) if line.strip()]
        known = {one.code.upper(): one for one in Disinfectant.objects.all()}
        missing = [code for code in codes if code.upper() not in known]
        if missing:
            raise ValidationError(
                _("There is no disinfectant %(codes)s. Accepted: %(known)s."),
                params={"codes": ", ".join(missing), "known": ", ".join(known)},
            )
        return [known[code.upper()] for code in codes]


class RotationForm(ReasonForm):
    cycle = CycleField(
        label=_("Turns"), widget=forms.Textarea({"rows": 6}),
        help_text=_("Codes of disinfectants, one a line; after the last comes the first again."),
    )  # fmt: skip
    field_order = ("cycle", "reason")
