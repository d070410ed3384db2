"""The form of one step, made from its parameters; what is right is the command's to say."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from batches.models import BatchParameter, BatchStep, ParameterKind
from integrity.web.forms import CommandForm, TypedField

TIME_FORMAT = _("YYYY-MM-DD HH:MM, facility time")
YES_NO = (("yes", _("Yes")), ("no", _("No")))


class StepForm(CommandForm):
    """One field a parameter, named by the parameter's id, and the remark."""

    use_required_attribute = False

    def __init__(self, step: BatchStep, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parameters = list(step.parameters.all())
        for parameter in self.parameters:
            self.fields[str(parameter.pk)] = field_of(parameter)
        self.fields["remark"] = forms.CharField(
            label=_("Remark"),
            required=False,
            max_length=2000,
            help_text=_("Needed when a value is not as required."),
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    @property
    def rows(self) -> list[tuple[BatchParameter, forms.BoundField]]:
        return [(parameter, self[str(parameter.pk)]) for parameter in self.parameters]

    @property
    def numbers(self) -> list[BatchParameter]:
        return [one for one in self.parameters if one.kind == ParameterKind.NUMBER]

    @property
    def values(self) -> dict[str, str]:
        return {str(one.pk): self.cleaned_data[str(one.pk)] for one in self.parameters}


def field_of(parameter: BatchParameter) -> forms.Field:
    common: dict[str, Any] = {"label": parameter.name, "help_text": parameter.hint}
    match parameter.kind:
        case ParameterKind.YES_NO:
            return TypedField(widget=forms.RadioSelect(choices=YES_NO), **common)
        case ParameterKind.CHOICE:
            choices = [(choice, choice) for choice in parameter.choices]
            return TypedField(widget=forms.RadioSelect(choices=choices), **common)
        case ParameterKind.DATE_TIME:
            # Not the browser's own picker: it shows 11/02 or 02/11 as the device pleases.
            common["help_text"] = f"{parameter.hint} {TIME_FORMAT}".strip()
            return TypedField(widget=forms.TextInput(attrs={"autocomplete": "off"}), **common)
        case ParameterKind.NUMBER:
            return TypedField(
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
                **common,
            )
        case _:
            return TypedField(
                widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
                **common,
            )
