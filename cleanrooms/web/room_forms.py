"""The forms of rooms, zones and neighbours: shape here, rules in the commands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Containment, Equipment, Grade, Passage, Room, RoomKind
from cleanrooms.room_details import Corner
from integrity.web.fields import DecimalField, one_of
from integrity.web.forms import ChangeForm, CommandForm, TypedField
from people.web.forms import ReasonForm

PAIR = re.compile(r"(\d{1,5}),(\d{1,5})")


class CornersField(forms.CharField):
    """Corners as "198,10 243,10 243,30": left and top of each, in order around the room."""

    def to_python(self, value: Any) -> tuple[Corner, ...]:  # type: ignore[override]
        parts = str(super().to_python(value) or "").split()
        found = [PAIR.fullmatch(part) for part in parts]
        if not all(found):
            raise ValidationError(
                _("“%(typed)s” is no list of corners. Accepted: 198,10 243,10 243,30"),
                params={"typed": value},
            )
        return tuple((int(one[1]), int(one[2])) for one in found if one)

    def prepare_value(self, value: Any) -> Any:
        return typed_corners(value) if isinstance(value, list | tuple) else value

    def run_validators(self, value: object) -> None:
        """What the corners enclose is the gate's to say."""


def typed_corners(corners: Iterable[Iterable[int]]) -> str:
    return " ".join(",".join(map(str, corner)) for corner in corners)


def units(label: Any, help_text: Any = "", least: int = 0) -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=help_text, min_value=least)


def limit(label: Any, help_text: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=help_text, required=False)


class RoomParts(forms.Form):
    name = TypedField(label=_("Name"))
    suite = TypedField(label=_("Suite"))
    kind = one_of(_("Kind"), RoomKind.choices)
    grade = one_of(_("Grade"), Grade.choices)
    containment = one_of(_("Containment"), Containment.choices, _("For work with GMOs."))
    most_persons = limit(_("Persons at most"), _("Empty: no limit is set."))
    clean_up_minutes = limit(
        _("Clean-up time, minutes"), _("As qualified; the room is not used again before.")
    )
    clean_hold_hours = limit(
        _("Clean hold time, hours"), _("As qualified; unused longer, it is cleaned again.")
    )
    requalification_months = limit(
        _("Requalified every, months"), _("Empty: 6 for grades A and B, 12 for C and D.")
    )
    x = units(_("From the left"), _("Units of 10 cm on the floor plan."))
    y = units(_("From the top"))
    width = units(_("Width"), least=1)
    height = units(_("Height"), least=1)
    corners = CornersField(
        label=_("Corners"), required=False,
        help_text=_("Only when it is no rectangle: 198,10 243,10 243,30 198,52"),
    )  # fmt: skip
    use_required_attribute = False


class RoomForm(RoomParts, CommandForm):
    code = TypedField(label=_("Code"), help_text=_("As painted on the door; never changes."))
    field_order = ("code", "name", "suite")


class AlterRoomForm(RoomParts, ChangeForm, ReasonForm):
    """All of a room that may change."""

    field_order = (*RoomParts.base_fields, "reason")


class ZoneParts(forms.Form):
    name = TypedField(label=_("Name"))
    grade = one_of(_("Grade"), Grade.choices)
    equipment = forms.ModelChoiceField(
        Equipment.objects.none(), label=_("Made by"), required=False, empty_label=_("no device"),
        help_text=_("The safety cabinet or isolator."),
    )  # fmt: skip
    use_required_attribute = False

    def __init__(self, *args: Any, room: Room, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["equipment"]
        field.queryset = Equipment.objects.filter(room=room, out_of_service_at__isnull=True)


class ZoneForm(ZoneParts, CommandForm):
    code = TypedField(label=_("Code"), help_text=_("Never changes and is never reused."))
    field_order = ("code", "name", "grade")


class AlterZoneForm(ZoneParts, ChangeForm, ReasonForm):
    """All of a zone that may change."""

    field_order = (*ZoneParts.base_fields, "reason")


class BorderParts(forms.Form):
    passage = one_of(_("Between them"), Passage.choices)
    least_pa = DecimalField(label=_("Least difference"), required=False)
    justification = TypedField(
        label=_("Justification"), required=False,
        help_text=_("Why less than 10 Pa is enough, or why a room is a sink."),
    )  # fmt: skip
    use_required_attribute = False

    def __init__(self, *args: Any, room: Room, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["least_pa"].help_text = _(
            "In Pa: the pressure of %(room)s minus that of the other. Empty: not controlled."
        ) % {"room": room}


class NeighbourForm(BorderParts, CommandForm):
    other = forms.ModelChoiceField(Room.objects.none(), label=_("Room"), empty_label=_("–"))
    field_order = ("other", "passage", "least_pa")

    def __init__(self, *args: Any, room: Room, **more: Any) -> None:
        super().__init__(*args, room=room, **more)
        field: Any = self.fields["other"]
        field.queryset = Room.objects.exclude(pk=room.pk)


class AlterBorderForm(BorderParts, ChangeForm, ReasonForm):
    """What is between two rooms."""

    field_order = (*BorderParts.base_fields, "reason")


class EndForm(ChangeForm, ReasonForm):
    """Ends a zone, or that two rooms are neighbours."""
