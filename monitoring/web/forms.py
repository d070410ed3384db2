"""The forms of monitoring: shape here, rules in the commands."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Equipment, EquipmentKind, Room, Zone
from integrity.web.fields import DecimalField, one_of
from integrity.web.forms import ChangeForm, CommandForm, TypedField
from integrity.web.queued import LateForm, QueuedForm
from monitoring.models import (
    AT_SITES,
    Occupancy,
    Purpose,
    SampleKind,
    SamplingPlan,
    Site,
)
from monitoring.steps import StepDraft, read_steps
from people.models import OrganisationKind, User
from people.web.forms import ReasonForm


class SiteFields(CommandForm):
    name = TypedField(label=_("Name"), help_text=_("Where exactly, in words."))
    zone = forms.ModelChoiceField(
        Zone.objects.none(), label=_("Zone"), required=False, empty_label=_("the room itself")
    )
    x = forms.IntegerField(label=_("From the left wall"), help_text=_("In units of 10 cm."))
    y = forms.IntegerField(label=_("From the upper wall"), help_text=_("In units of 10 cm."))
    volume_l = DecimalField(
        label=_("Volume"), required=False, help_text=_("In L; for active air and particles.")
    )
    use_required_attribute = False

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = room.zones.filter(ended_at__isnull=True)
        self.fields["zone"].queryset = zones  # type: ignore[attr-defined]


class SiteForm(SiteFields):
    code = TypedField(label=_("Code"), help_text=_("Never changes and is never reused."))
    kind = one_of(_("Sample"), [(one.value, one.label) for one in AT_SITES])
    field_order = ("code", "kind", "name", "zone", "x", "y", "volume_l")


class AlterSiteForm(SiteFields, ChangeForm, ReasonForm):
    field_order = ("name", "zone", "x", "y", "volume_l", "reason")


class EndForm(ChangeForm, ReasonForm):
    """Why it ends."""


class PlanFields(CommandForm):
    name = TypedField(label=_("Name"))
    every_days = forms.IntegerField(
        label=_("Every"), required=False, help_text=_("Days; empty when it is on demand.")
    )
    sites = forms.ModelMultipleChoiceField(
        Site.objects.none(), label=_("Sites"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    use_required_attribute = False

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sites"].queryset = room.sites.standing()  # type: ignore[attr-defined]
        self.fields["sites"].label_from_instance = (  # type: ignore[attr-defined]
            lambda site: f"{site.code} {SampleKind(site.kind).label}, {site.name}"
        )


class PlanForm(PlanFields):
    code = TypedField(label=_("Code"), help_text=_("Never changes and is never reused."))
    occupancy = one_of(_("Occupancy state"), Occupancy.choices)
    purpose = one_of(_("Purpose"), Purpose.choices)
    steps = forms.CharField(
        label=_("Incubation"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One step a line: 20-25 °C 72-120 h"),
    )  # fmt: skip
    field_order = ("code", "name", "occupancy", "purpose", "every_days", "sites", "steps")

    def clean_steps(self) -> tuple[StepDraft, ...]:
        try:
            return tuple(read_steps(self.cleaned_data["steps"]))
        except ValueError as wrong:
            raise ValidationError(
                _("“%(line)s” is no step. Accepted: 20-25 °C 72-120 h.") % {"line": wrong}
            ) from wrong


class AlterPlanForm(PlanFields, ChangeForm, ReasonForm):
    field_order = ("name", "every_days", "sites", "reason")


class BeginForm(LateForm):
    plan = forms.ModelChoiceField(
        SamplingPlan.objects.none(), label=_("Plan"), empty_label=_("choose one")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = SamplingPlan.objects.filter(ended_at__isnull=True).select_related("room")
        self.fields["plan"].queryset = rows  # type: ignore[attr-defined]
        self.fields["plan"].label_from_instance = (  # type: ignore[attr-defined]
            lambda plan: f"{plan.code} {plan.room.code}, {Occupancy(plan.occupancy).label}"
        )


class PrintsForm(LateForm):
    person = forms.ModelChoiceField(
        User.objects.none(), label=_("Person"), empty_label=_("choose one")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = User.objects.filter(
            is_active=True, memberships__organisation__kind=OrganisationKind.FACILITY
        )
        people = rows.distinct().order_by("display_name")
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.fields["person"].label_from_instance = lambda one: one.display_name  # type: ignore[attr-defined]


class IncubateForm(CommandForm):
    incubator = forms.ModelChoiceField(
        Equipment.objects.none(), label=_("Incubator"), empty_label=_("choose one")
    )
    celsius = DecimalField(label=_("It reads"), help_text=_("In °C."))
    reason = forms.CharField(
        label=_("Reason"), required=False, help_text=_("Only when it is not as planned.")
    )
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Equipment.objects.filter(
            kind=EquipmentKind.INCUBATOR, out_of_service_at__isnull=True
        )
        self.fields["incubator"].queryset = rows  # type: ignore[attr-defined]


class TakeOutForm(CommandForm):
    celsius = DecimalField(label=_("It reads"), help_text=_("In °C."))
    reason = forms.CharField(
        label=_("Reason"), required=False, help_text=_("Only when it is not as planned.")
    )
    use_required_attribute = False


class CorrectForm(ReasonForm):
    parameter = forms.ChoiceField(label=_("Parameter"))
    counted = forms.IntegerField(label=_("Counted"), help_text=_("Whole colonies or particles."))
    field_order = ("parameter", "counted", "reason")

    def __init__(self, *args: Any, kind: SampleKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.value, one.label) for one in kind.parameters]
        self.fields["parameter"].choices = choices  # type: ignore[attr-defined]


class IsolateForm(CommandForm):
    look = TypedField(label=_("Look"), help_text=_("Colour, form and size of the colony."))
    use_required_attribute = False


class IdentifyForm(CommandForm):
    species = TypedField(label=_("Species"))
    method = TypedField(label=_("Method"), help_text=_("Such as MALDI-TOF or 16S rRNA."))
    reason = forms.CharField(
        label=_("Reason"), required=False, help_text=_("Only when it is identified anew.")
    )
    use_required_attribute = False


class CommentForm(QueuedForm):
    comment = TypedField(label=_("Comment"), help_text=_("What was seen, and what is done."))
    use_required_attribute = False
