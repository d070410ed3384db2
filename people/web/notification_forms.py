"""The forms of notification rules: shape here, rules in the commands."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from integrity.web.forms import ChangeForm, CommandForm
from people.models import Role
from people.notifications.registry import KINDS
from people.notifications.timing import Timing
from people.web.forms import ReasonForm

TIMING = tuple(field.name for field in fields(Timing))


def event_choices() -> list[tuple[str, Any]]:
    named = sorted(KINDS.values(), key=lambda kind: str(kind.title))
    return [("", "---------"), *((kind.name, kind.title) for kind in named)]


def role(label: Any, nobody: Any) -> forms.ModelChoiceField[Role]:
    return forms.ModelChoiceField(
        Role.objects.all(), label=label, required=False, empty_label=nobody
    )


def minutes(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False)


class TimingForm(CommandForm):
    delay_minutes = forms.IntegerField(
        label=_("Told after"), initial=0, help_text=_("Minutes; 0 means at once.")
    )
    by_mail = forms.ChoiceField(
        label=_("Told by"), choices=[("inbox", _("Inbox only")), ("mail", _("Inbox and e-mail"))]
    )
    second_minutes = minutes(_("Minutes until a second role is told"))
    second_role = role(_("Second, if nobody acknowledged"), _("nobody"))
    third_minutes = minutes(_("Minutes from then until a third role is told"))
    third_role = role(_("Third, if nobody acknowledged"), _("nobody"))
    use_required_attribute = False


class DefineRuleForm(TimingForm):
    event = forms.ChoiceField(label=_("Event"), choices=event_choices)
    role = role(_("Told are"), _("those whom it concerns"))
    field_order = ("event", "role", *TIMING)


class AlterRuleForm(TimingForm, ChangeForm, ReasonForm):
    field_order = (*TIMING, "reason")


def timing_typed(typed: dict[str, Any]) -> Timing:
    return Timing(
        **{name: typed[name] for name in TIMING if name != "by_mail"},
        by_mail=typed["by_mail"] == "mail",
    )
