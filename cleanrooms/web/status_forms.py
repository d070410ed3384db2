"""The forms of evidence, maintenance, needs and use: shape here, rules in the commands."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cleanrooms.evidence_details import ROOM_KINDS
from cleanrooms.models import Equipment, EvidenceKind, MaintenanceKind, Outcome, Room
from cleanrooms.models.evidence_kind import QUALIFICATIONS
from cleanrooms.needs import months_of
from integrity.web.fields import one_of
from integrity.web.forms import ChangeForm, CommandForm, TypedField
from integrity.web.queued import QueuedForm
from materials.models import Lot
from people.web.forms import ReasonForm, day, moment
from people.web.signing import SignForm


class MomentForm(forms.Form):
    at = moment(_("Moment"), _("In the facility’s zone."), required=False)


class EvidenceForm(CommandForm):
    kind = one_of(_("Kind"), EvidenceKind.choices)
    outcome = one_of(_("Outcome"), Outcome.choices, _("Of a calibration: as it was left."))
    performed_at = moment(_("Done at"))
    performer = TypedField(label=_("Done by"), help_text=_("A person or a firm."))
    reference = TypedField(
        label=_("Certificate or protocol"), help_text=_("Its number; attach its file afterwards.")
    )
    last_day = day(_("Holds until"), _("Its last day."), required=False)
    statement = TypedField(
        label=_("What was done"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    use_required_attribute = False

    def __init__(self, *args: Any, subject: Room | Equipment, **more: Any) -> None:
        super().__init__(*args, **more)
        limits = {kind: months_of(subject, kind) for kind in EvidenceKind}
        said = [
            _("%(kind)s: %(months)s months at most") % {"kind": kind.label, "months": months}
            for kind, months in limits.items()
            if months
        ]
        self.fields["last_day"].help_text = "; ".join(map(str, said)) or _("Its last day.")
        if isinstance(subject, Room):
            kinds: Any = self.fields["kind"]
            kinds.choices = [("", "–"), *((one.value, one.label) for one in ROOM_KINDS)]
        else:
            self.fields |= calibration_fields()
            self.order_fields(("kind", "performed_at", "performer", "reference", *CALIBRATION))


CALIBRATION = ("as_found", "reading_found", "reading_left", "outcome")


def calibration_fields() -> dict[str, forms.Field]:
    """What a calibration says besides; nothing else does."""
    as_found = [("", _("no calibration")), *Outcome.choices]
    return {
        "as_found": forms.ChoiceField(
            label=_("As found"), required=False, choices=as_found,
            help_text=_("Of a calibration: before anything was adjusted."),
        ),
        "reading_found": TypedField(
            label=_("Reading as found"), required=False,
            help_text=_("With its unit, such as 37.8 °C at 37.0 °C."),
        ),
        "reading_left": TypedField(label=_("Reading as left"), required=False),
    }  # fmt: skip


class ReleaseForm(SignForm):
    """The second person’s signature."""


class WithdrawForm(ChangeForm, ReasonForm):
    """Says that evidence was a mistake."""


class MaintenanceForm(CommandForm):
    kind = one_of(_("Kind"), MaintenanceKind.choices)
    note = TypedField(label=_("What for"))
    use_required_attribute = False


def months(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, help_text=_("Months; empty: it is not needed.")
    )


class NeedsForm(ChangeForm, ReasonForm):
    qualifications = forms.MultipleChoiceField(
        label=_("Qualifications"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(one.value, one.label) for one in QUALIFICATIONS],
    )  # fmt: skip
    requalification_months = months(_("Requalified every"))
    calibration_months = months(_("Calibrated every"))
    maintenance_months = months(_("Maintained every"))
    field_order = (
        "qualifications", "requalification_months", "calibration_months", "maintenance_months",
        "reason",
    )  # fmt: skip


class BeginUseForm(QueuedForm):
    """For a lot by its number, or for something else in words."""

    lot = forms.CharField(
        label=_("Lot"), required=False, help_text=_("Scan its label, or type its number.")
    )
    purpose = TypedField(label=_("Purpose"), required=False, help_text=_("When it is for no lot."))
    use_required_attribute = False

    def clean_lot(self) -> Lot | None:
        number = self.cleaned_data["lot"].strip()
        if not number:
            return None
        found = Lot.objects.filter(number__iexact=number).first()
        if found is None:
            words = _("There is no lot %(number)s. Accepted: the number of a lot.")
            raise forms.ValidationError(words, params={"number": number})
        return found


class EndUseForm(QueuedForm):
    """Ends what was shown."""
