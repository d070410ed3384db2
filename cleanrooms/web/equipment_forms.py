"""The forms of equipment: shape here, rules in the commands."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cleanrooms.models import EquipmentKind, Room
from integrity.web.forms import ChangeForm, CommandForm, TypedField
from people.web.forms import ReasonForm, day


def text(label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=100)


class EquipmentParts(forms.Form):
    name = TypedField(label=_("Name"))
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("choose one")), *EquipmentKind.choices]
    )
    room = forms.ModelChoiceField(Room.objects.all(), label=_("Room"), empty_label=_("choose one"))
    maker = text(_("Maker"))
    model = text(_("Model"))
    serial_number = text(_("Serial number"))
    asset_number = text(_("Asset number"))
    in_service_since = day(_("In service since"), required=False)
    use_required_attribute = False


class EquipmentForm(EquipmentParts, CommandForm):
    code = TypedField(label=_("Code"), help_text=_("As on its label; never changes."))
    field_order = ("code", "name", "kind", "room")


class AlterEquipmentForm(EquipmentParts, ChangeForm, ReasonForm):
    """All of a device that may change."""


class EndEquipmentForm(ChangeForm, ReasonForm):
    """Takes it out of service."""
