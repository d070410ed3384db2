"""The forms of a deviation's deeds: shape here, rules in the commands."""

from __future__ import annotations

from django import forms
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from integrity.web.forms import ChangeForm, TypedField
from people.models import Organisation, OrganisationKind
from people.web.forms import day
from quality.models import DUE_DAYS, Classification, Conclusion
from quality.web.form_fields import lines, one_of, person


def due_days() -> str:
    """The days of each class, as a person reads them."""
    return ", ".join(f"{one.label} {days}" for one, days in DUE_DAYS.items())


DAYS = lazy(due_days, str)()


class ClassifyForm(ChangeForm):
    classification = forms.ChoiceField(label=_("Class"), choices=one_of(Classification))
    owner = person()
    due_on = day(
        _("Due"), format_lazy(_("Empty: after the days of its class, {days}."), days=DAYS),
        required=False,
    )  # fmt: skip
    containment = lines(_("What was done at once"), rows=2, required=False)
    fact = lines(
        _("What sponsors are told"),
        _("The fact alone, the same for every sponsor: no name of another sponsor's record."),
        rows=3, required=False,
    )  # fmt: skip
    use_required_attribute = False


class ReclassifyForm(ClassifyForm):
    """What was concluded rests on the class and on the fact; it is opened again with them."""

    reason = TypedField(
        label=_("Reason"),
        help_text=_("When class or fact change, every concluded impact is assessed anew."),
    )
    field_order = (
        "command_id", "version", "classification", "owner", "due_on", "containment", "fact",
        "reason",
    )  # fmt: skip


class AddImpactForm(ChangeForm):
    record = TypedField(label=_("Record"), help_text=_("Its code, as the search finds it."))
    sponsor = forms.ModelChoiceField(
        Organisation.objects.exclude(kind=OrganisationKind.FACILITY), label=_("Whose record"),
        required=False, empty_label=_("The facility’s own"),
        help_text=_("The people of this organisation will read what it means; nobody else will."),
    )  # fmt: skip
    reason = TypedField(label=_("Why it is touched"))
    use_required_attribute = False


class AssessForm(ChangeForm):
    conclusion = forms.ChoiceField(
        label=_("Conclusion"), choices=Conclusion.choices, widget=forms.RadioSelect
    )
    assessment = lines(_("Assessment"), _("For this record, in words that its sponsor may read."))
    use_required_attribute = False
