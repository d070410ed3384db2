"""The forms of channels and of files with readings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Equipment, Room
from integrity.web.fields import one_of
from integrity.web.forms import ChangeForm, CommandForm, TypedField
from monitoring.gates.samplers import instruments_of
from monitoring.models import CONTINUOUS, Channel
from people.web.forms import ReasonForm


class ChannelFields(CommandForm):
    name = TypedField(label=_("Name"), help_text=_("What is measured, and where exactly."))
    interval_s = forms.IntegerField(label=_("A reading every"), help_text=_("In seconds."))
    gap_s = forms.IntegerField(
        label=_("Silence is a gap after"),
        help_text=_("In seconds. A reading stands until the next one, at most for this long."),
    )
    delay_s = forms.IntegerField(
        label=_("Alarm delay"), initial=0,
        help_text=_("In seconds. Beyond a level for less is no excursion."),
    )  # fmt: skip
    delay_justification = TypedField(
        label=_("Justification of the delay"), required=False,
        help_text=_("Needed for any delay (Annex 1 4.16)."),
    )  # fmt: skip
    use_required_attribute = False


class ChannelForm(ChannelFields):
    code = TypedField(label=_("Code"), help_text=_("Never changes and is never reused."))
    parameter = one_of(_("Parameter"), [(one.value, one.label) for one in CONTINUOUS])
    place = forms.ChoiceField(
        label=_("Measured"), required=False, help_text=_("A pressure difference has its border.")
    )
    field_order = (
        "code", "parameter", "place", "name", "interval_s", "gap_s", "delay_s",
        "delay_justification",
    )  # fmt: skip

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = places_in(room)  # type: ignore[attr-defined]


class AlterChannelForm(ChannelFields, ChangeForm, ReasonForm):
    field_order = ("name", "interval_s", "gap_s", "delay_s", "delay_justification", "reason")


class FitForm(ChangeForm, ReasonForm):
    """The devices that may measure the channel."""

    instrument = forms.ModelChoiceField(
        Equipment.objects.none(), label=_("Instrument"), required=False,
        empty_label=_("none of its own"), help_text=_("It gives the readings from now on."),
    )  # fmt: skip
    field_order = ("instrument", "reason")

    def __init__(self, *args: Any, channel: Channel, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Equipment.objects.filter(
            kind__in=instruments_of(channel), out_of_service_at__isnull=True
        )
        field: Any = self.fields["instrument"]
        field.queryset = rows.order_by("code")


class ReadingsForm(forms.Form):
    """A CSV with the columns channel, at, value and unit."""

    file = forms.FileField(label=_("File"), allow_empty_file=True)


def places_in(room: Room) -> list[tuple[str, Any]]:
    """The room itself, its zones, borders and devices, by kind and id."""
    zones = room.zones.filter(ended_at__isnull=True)
    borders = room.neighbours.filter(ended_at__isnull=True).select_related("room", "other")
    devices = room.equipment.filter(out_of_service_at__isnull=True)
    return [
        ("", _("in the room itself")),
        *((f"zone:{one.pk}", _("zone %(code)s") % {"code": one.code}) for one in zones),
        *((f"neighbour:{one.pk}", _("border %(code)s") % {"code": one}) for one in borders),
        *((f"equipment:{one.pk}", f"{one.code} {one.name}") for one in devices),
    ]
