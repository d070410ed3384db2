"""One form for each method of an investigation: each leads through what its method asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from integrity.web.forms import ChangeForm, TypedField
from quality.analysis import BRANCHES, MODES, SCORES, WHYS
from quality.models import Cause, Deviation
from quality.web.form_fields import lines, one_of

TEXTS = ("mode", "effect")
LABELS: dict[str, Any] = {
    "mode": _("What can fail"), "effect": _("Its effect"), "severity": _("Severity"),
    "occurrence": _("Occurrence"), "detection": _("Detection"),
}  # fmt: skip


class InvestigationForm(ChangeForm):
    """What every method ends in."""

    findings = lines(_("What was found"), _("How it was looked for, and what was ruled out."))
    root_cause = lines(_("Root cause"), rows=2)
    cause = forms.ChoiceField(label=_("Kind of cause"), choices=one_of(Cause))
    use_required_attribute = False

    @classmethod
    def taken(cls, typed: Mapping[str, Any]) -> dict[str, Any]:
        """What was typed, as the command takes it."""
        names = ("findings", "root_cause", "cause")
        return {**{name: typed[name] for name in names}, "analysis": cls.analysis(typed)}

    @classmethod
    def analysis(cls, typed: Mapping[str, Any]) -> dict[str, Any]:
        """What its method asked for."""
        return {}

    @classmethod
    def shown(cls, deviation: Deviation) -> dict[str, Any]:
        """What was written before, when it is investigated again."""
        names = ("findings", "root_cause", "cause")
        return {name: getattr(deviation, name) for name in names}


class WhysForm(InvestigationForm):
    """Each why asks about the answer before."""

    field_order = tuple(f"why_{at}" for at in range(1, WHYS + 1))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for at in range(1, WHYS + 1):
            asked = _("Why did it happen?") if at == 1 else _("And why was that?")
            label = format_lazy("{at}. {asked}", at=at, asked=asked)
            self.fields[f"why_{at}"] = lines(label, rows=2, required=at <= 3)
        self.fields["findings"].required = False
        self.order_fields(self.field_order)

    @classmethod
    def analysis(cls, typed: Mapping[str, Any]) -> dict[str, Any]:
        return {"whys": [typed[name] for name in cls.field_order]}

    @classmethod
    def shown(cls, deviation: Deviation) -> dict[str, Any]:
        whys = enumerate(deviation.analysis.get("whys", ()), start=1)
        return {**super().shown(deviation), **{f"why_{at}": why for at, why in whys}}


class IshikawaForm(InvestigationForm):
    """Each branch of the diagram is looked at; an empty one was not."""

    field_order = tuple(f"branch_{code}" for code in BRANCHES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in BRANCHES:
            self.fields[f"branch_{code}"] = lines(code.label, rows=2, required=False)
        self.fields["findings"].required = False
        self.order_fields(self.field_order)

    @classmethod
    def analysis(cls, typed: Mapping[str, Any]) -> dict[str, Any]:
        return {"branches": {str(code): typed[f"branch_{code}"] for code in BRANCHES}}

    @classmethod
    def shown(cls, deviation: Deviation) -> dict[str, Any]:
        said = deviation.analysis.get("branches", {})
        return {**super().shown(deviation), **{f"branch_{code}": said[code] for code in said}}


class FmeaForm(InvestigationForm):
    """What can fail, its effect, and three scores from 1 to 10 for each."""

    columns = tuple(LABELS.values())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for at in range(1, MODES + 1):
            for name in TEXTS:
                widget = forms.Textarea({"rows": 2, "aria-label": f"{LABELS[name]} {at}"})
                self.fields[f"{name}_{at}"] = TypedField(required=False, widget=widget)
            for name in SCORES:
                score = forms.NumberInput(
                    {"min": 1, "max": 10, "aria-label": f"{LABELS[name]} {at}"}
                )
                self.fields[f"{name}_{at}"] = forms.IntegerField(required=False, widget=score)
        self.fields["findings"].required = False

    def rows(self) -> list[list[forms.BoundField]]:
        """The fields of each failure mode, as the lines of the table."""
        return [[self[f"{name}_{at}"] for name in (*TEXTS, *SCORES)] for at in range(1, MODES + 1)]

    def others(self) -> list[forms.BoundField]:
        return [self[name] for name in InvestigationForm.base_fields if name not in HIDDEN]

    @classmethod
    def analysis(cls, typed: Mapping[str, Any]) -> dict[str, Any]:
        """Lines up to the last one in which anything was written."""
        found = [
            {name: typed[f"{name}_{at}"] for name in (*TEXTS, *SCORES)}
            for at in range(1, MODES + 1)
        ]
        while found and not any(found[-1].values()):
            found.pop()
        return {"modes": found}

    @classmethod
    def shown(cls, deviation: Deviation) -> dict[str, Any]:
        modes = enumerate(deviation.analysis.get("modes", ()), start=1)
        said = {f"{name}_{at}": value for at, mode in modes for name, value in mode.items()}
        return {**super().shown(deviation), **said}


HIDDEN = ("command_id", "version")
