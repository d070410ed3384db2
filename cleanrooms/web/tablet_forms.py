"""The forms of a room's tablet: shape here, rules in the commands. None of these has a secret."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Answer, Cleaning, CleaningKind, Disinfectant, Purpose, Room
from cleanrooms.rotations import due_agent
from cleanrooms.web.tap import Tap
from documents.models import DocumentKind, DocumentVersion
from integrity.web.fields import DecimalField
from integrity.web.forms import CommandForm, TypedField
from integrity.web.queued import LateForm
from materials.models import Container
from people.web.forms import ReasonForm

SCANNED = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}


class UseForm(Tap):
    purpose = forms.ChoiceField(
        label=_("For"), choices=Purpose.choices, widget=forms.RadioSelect,
        initial=Purpose.PRODUCTION,
    )  # fmt: skip
    number = forms.CharField(
        label=_("Lot or batch"), required=False, help_text=_("Scan or type its number."),
        widget=forms.TextInput(SCANNED),
    )  # fmt: skip
    note = forms.CharField(
        label=_("What else"), required=False, max_length=200,
        help_text=_("Needed for anything but production."),
    )  # fmt: skip
    is_closed = forms.BooleanField(
        label=_("Handled closed only"), required=False,
        help_text=_("The product is never open in this room. Left empty it counts as open."),
    )  # fmt: skip
    use_required_attribute = False

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{"auto_id": "id_%s", **more})


class LineForm(Tap):
    answer = forms.ChoiceField(choices=Answer.choices)
    note = forms.CharField(required=False, max_length=200)


class ContainerField(forms.CharField):
    """A container by the code on its label."""

    def clean(self, value: Any) -> Any:
        code = super().clean(value)
        found = Container.objects.select_related("lot").filter(code__iexact=code).first()
        if found is None:
            raise ValidationError(
                _("There is no container %(code)s. Scan the label of the bottle."),
                params={"code": code},
            )
        return found


class CleaningForm(Tap):
    kind = forms.ChoiceField(
        label=_("Kind"), choices=CleaningKind.choices, widget=forms.RadioSelect
    )
    procedure = forms.ModelChoiceField(DocumentVersion.objects.none(), label=_("Procedure"))
    agent = forms.ModelChoiceField(Disinfectant.objects.all(), label=_("Agent"))
    container = ContainerField(
        label=_("Container"), help_text=_("Scan the label of the bottle."),
        widget=forms.TextInput(SCANNED),
    )  # fmt: skip
    quantity = DecimalField(label=_("Quantity"), help_text=_("In the unit of the container."))
    reason = forms.CharField(
        label=_("Why another agent"), required=False, max_length=200,
        help_text=_("Needed when it is not its turn."),
    )  # fmt: skip
    use_required_attribute = False

    def __init__(self, *args: Any, room: Room, **more: Any) -> None:
        super().__init__(*args, **{"auto_id": "id_%s", **more})
        effective = DocumentVersion.objects.effective().select_related("document")
        procedure: Any = self.fields["procedure"]
        procedure.queryset = effective.filter(document__kind=DocumentKind.SOP)
        self.fields["agent"].initial = due_agent(room)
        last = Cleaning.objects.filter(room=room).order_by("-begun_at").first()
        procedure.initial = last.procedure_id if last else None


class BadgeForm(LateForm):
    """Somebody else taps in by badge: no secret, so that it may wait for the network."""

    badge = TypedField(
        label=_("Badge"), widget=forms.TextInput(SCANNED), help_text=_("Scan the badge.")
    )
    use_required_attribute = False


class InsideForm(CommandForm):
    """Somebody else taps in without a badge at hand: by user name and PIN."""

    who = TypedField(label=_("User name"), widget=forms.TextInput(SCANNED))
    pin = forms.CharField(
        label=_("PIN"), required=False, strip=False,
        widget=forms.PasswordInput({"autocomplete": "off", "inputmode": "numeric"}),
    )  # fmt: skip
    use_required_attribute = False


class HandoverForm(CommandForm):
    """`unsent` is how many entries the tablet keeps, as js/unsent.js counts them."""

    unsent = forms.IntegerField(
        required=False, min_value=0, max_value=9999,
        widget=forms.HiddenInput({"data-unsent-count": ""}),
    )  # fmt: skip
    text = forms.CharField(
        label=_("What the next shift should know"), required=False, max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip


class CancelForm(LateForm, ReasonForm):
    """Why a use that was prepared does not begin."""


class PlatesForm(LateForm):
    plates = TypedField(
        label=_("Codes of the plates"), widget=forms.TextInput(SCANNED),
        help_text=_("Prints of this person, taken in a round. Scan each; a blank between them."),
    )  # fmt: skip
    use_required_attribute = False
