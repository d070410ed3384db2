"""The forms of label templates and printed labels; what is right the commands say."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.labelled import LABELLED
from documents.models import (
    LabelOutcome,
    LabelRun,
    LabelState,
    LabelVersion,
    Printer,
    SymbolKind,
)
from integrity.web.forms import ChangeForm, CommandForm, TypedField
from people.web.forms import ReasonForm


class Millimetres(forms.DecimalField):
    """A size; its unit stands beside it."""

    unit = "mm"


def millimetres(label: Any, **more: Any) -> Millimetres:
    return Millimetres(label=label, widget=DECIMAL, **more)


DECIMAL = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})


class TemplateForm(CommandForm):
    code = TypedField(label=_("Code"), help_text=_("Such as LBL-VIAL; it never changes."))
    title = TypedField(label=_("Title"))
    kind = forms.ChoiceField(label=_("Labels of"))
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind, one.title) for kind, one in LABELLED.items() if not one.templates]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class LabelForm(CommandForm):
    width = millimetres(_("Width"))
    height = millimetres(_("Height"))
    text = TypedField(
        label=_("Lines of text"), widget=forms.Textarea({"rows": 7, "spellcheck": "false"}),
        help_text=_("A line that begins with “# ” is large. Fields stand in braces: {lot}."),
    )  # fmt: skip
    symbol = forms.ChoiceField(label=_("Symbol"), choices=SymbolKind.choices)
    says = TypedField(
        label=_("What the symbol says"), required=False,
        help_text=_("For GS1 its elements, such as (17){expires_gs1}(10){lot}(91){code}."),
    )  # fmt: skip
    change_reason = TypedField(label=_("What changes, and why"))
    use_required_attribute = False


class EditLabelForm(LabelForm, ChangeForm):
    """The draft as it was shown."""


class PrintForm(CommandForm):
    label = forms.ModelChoiceField(
        LabelVersion.objects.filter(state=LabelState.EFFECTIVE), label=_("Label"), empty_label=None
    )
    printer = forms.ModelChoiceField(
        Printer.objects.in_service(), label=_("Printer or sheet"), empty_label=None
    )
    copies = forms.IntegerField(label=_("How many"), initial=1)
    first_place = forms.IntegerField(
        label=_("First place on the sheet"), initial=1,
        help_text=_("Counted row by row, on a sheet that was begun before."),
    )  # fmt: skip
    use_required_attribute = False

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = LabelVersion.objects.printed_from(kind)
        field: Any = self.fields["label"]
        field.queryset = labels.select_related("template")
        field.label_from_instance = named
        self.fields["printer"].label_from_instance = told  # type: ignore[attr-defined]


def named(version: LabelVersion) -> str:
    return f"{version} · {version.template.title} · {version.width} × {version.height} mm"


def told(printer: Printer) -> str:
    return " · ".join(part for part in (printer.name, printer.place, printer.code) if part)


class ReprintForm(ReasonForm):
    printer = forms.ModelChoiceField(
        Printer.objects.in_service(), label=_("Printer or sheet"), empty_label=None
    )
    first_place = forms.IntegerField(label=_("First place on the sheet"), initial=1)
    field_order = ("reason", "printer", "first_place")


class AccountForm(CommandForm):
    """Which labels, and what became of them."""

    outcome = forms.ChoiceField(
        label=_("What became of them"), widget=forms.RadioSelect,
        choices=[one for one in LabelOutcome.choices if one[0] != LabelOutcome.OPEN],
    )  # fmt: skip
    labels = forms.TypedMultipleChoiceField(
        label=_("Labels"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    reason = TypedField(label=_("Reason"), required=False, help_text=_("Needed for void labels."))
    use_required_attribute = False

    def __init__(self, *args: Any, run: LabelRun, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_to = {LabelOutcome.OPEN: "", LabelOutcome.APPLIED: _("applied")}
        choices = [
            (one.number, f"{one} {open_to[LabelOutcome(one.outcome)]}".strip())
            for one in run.labels.filter(outcome__in=open_to)
        ]
        self.fields["labels"].choices = choices  # type: ignore[attr-defined]


class ReconcileForm(CommandForm):
    """Closes a run; with the reason when labels are left, and without one when none are."""

    reason = TypedField(label=_("Why these labels cannot be accounted for"))
    use_required_attribute = False

    def __init__(self, *args: Any, left: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not left:
            del self.fields["reason"]


class ScanForm(CommandForm):
    text = TypedField(label=_("Scan a label"), widget=forms.TextInput({"autocomplete": "off"}))
    use_required_attribute = False
