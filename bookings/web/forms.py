"""The forms of bookings: shape here, rules in the commands."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bookings.models import BlackoutKind, Frequency, Purpose
from bookings.resources import Resource
from bookings.tenancy import bookable_equipment, bookable_rooms, clients
from cleanrooms.models import Equipment, Room
from integrity.web.fields import one_of
from integrity.web.forms import ChangeForm, CommandForm, TypedField
from people.models import Organisation, User
from people.web.forms import ReasonForm, day, moment

SCANNED = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}
BOXES = forms.CheckboxSelectMultiple


class BookingForm(CommandForm):
    """Rooms, devices and people that the person may ask for, by code or user name."""

    purpose = forms.ChoiceField(
        label=_("For"), choices=Purpose.choices, widget=forms.RadioSelect,
        initial=Purpose.PRODUCTION,
    )  # fmt: skip
    lot_number = forms.CharField(
        label=_("Lot or batch"), required=False, help_text=_("Needed for production."),
        widget=forms.TextInput(SCANNED),
    )  # fmt: skip
    title = forms.CharField(
        label=_("What for"), required=False, max_length=200,
        help_text=_("Needed for anything but production."),
    )  # fmt: skip
    client = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Tenant or sponsor"), required=False,
        empty_label=_("the facility itself"),
    )  # fmt: skip
    begins_at = moment(_("From"))
    ends_at = moment(_("Until"))
    rooms = forms.MultipleChoiceField(label=_("Rooms"), required=False, widget=BOXES)
    equipment = forms.MultipleChoiceField(label=_("Equipment"), required=False, widget=BOXES)
    people = forms.MultipleChoiceField(label=_("People"), required=False, widget=BOXES)
    awaits_assessment = forms.BooleanField(
        label=_("Request it in spite of another lot in the room; QA assesses both products"),
        required=False,
    )  # fmt: skip
    use_required_attribute = False

    def __init__(self, *args: Any, user: User, at: datetime, **more: Any) -> None:
        super().__init__(*args, **more)
        rooms, devices = bookable_rooms(user, at), bookable_equipment(user, at)
        people: list[User] = []
        if user.is_of_facility:
            self.fields["client"].queryset = Organisation.objects.filter(clients())  # type: ignore[attr-defined]
            people = people_of_facility()
        else:
            for name in ("client", "people", "awaits_assessment"):
                del self.fields[name]
        self.known: dict[str, dict[str, Resource]] = {
            "rooms": {one.code: one for one in rooms},
            "equipment": {one.code: one for one in devices},
            "people": {one.username: one for one in people},
        }
        labels = {
            "rooms": [(one.code, f"{one.code} {one.name}") for one in rooms],
            "equipment": [(one.code, f"{one.code} {one.name}, {one.room}") for one in devices],
            "people": [(one.username, one.display_name) for one in people],
        }
        for name, choices in labels.items():
            if name in self.fields:
                self.fields[name].choices = choices  # type: ignore[attr-defined]

    def resources(self) -> tuple[Resource, ...]:
        """What was chosen, rooms first."""
        typed = self.cleaned_data
        return tuple(
            known[code] for name, known in self.known.items() for code in typed.get(name, ())
        )


def people_of_facility() -> list[User]:
    """Active accounts with a role in the facility."""
    held = User.objects.filter(
        is_active=True, memberships__organisation__kind="FACILITY"
    ).distinct()  # fmt: skip
    return list(held.order_by("display_name"))


class MoveForm(ChangeForm, ReasonForm):
    begins_at = moment(_("From"))
    ends_at = moment(_("Until"))
    field_order = ("begins_at", "ends_at", "reason")


class WhyForm(ChangeForm, ReasonForm):
    """Why; the record as it was shown."""


class SureForm(ChangeForm):
    """Nothing is typed."""


class OfResource(CommandForm):
    """A room or a device: `of` is room:CODE or device:CODE."""

    of = forms.ChoiceField(label=_("Room or device"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        rooms = list(Room.objects.order_by("code"))
        devices = list(Equipment.objects.filter(out_of_service_at__isnull=True).order_by("code"))
        self.known: dict[str, Room | Equipment] = {
            **{f"room:{one.code}": one for one in rooms},
            **{f"device:{one.code}": one for one in devices},
        }
        self.fields["of"].choices = [  # type: ignore[attr-defined]
            ("", "–"),
            (_("Rooms"), [(f"room:{one.code}", f"{one.code} {one.name}") for one in rooms]),
            (_("Equipment"), [(f"device:{one.code}", f"{one.code} {one.name}") for one in devices]),
        ]

    def clean_of(self) -> Room | Equipment:
        return self.known[self.cleaned_data["of"]]


class BlackoutForm(OfResource):
    kind = one_of(_("Kind"), BlackoutKind.choices)
    note = TypedField(label=_("Why"))
    begins_at = moment(_("From"))
    ends_at = moment(_("Until"))
    field_order = ("of", "kind", "note", "begins_at", "ends_at")
    use_required_attribute = False


class MaintenanceForm(OfResource):
    note = TypedField(label=_("What is done"))
    frequency = one_of(_("Comes again"), Frequency.choices)
    every = forms.IntegerField(
        label=_("Every"), initial=1, help_text=_("1 is each day, week or month; 2 every other.")
    )
    first_at = moment(_("First time"))
    minutes = forms.IntegerField(label=_("Takes"), help_text=_("Minutes."))
    last_on = day(_("Last day"), _("Empty means for good."), required=False)
    field_order = ("of", "note", "frequency", "every", "first_at", "minutes", "last_on")
    use_required_attribute = False


class BufferForm(OfResource, ReasonForm):
    setup_minutes = forms.IntegerField(label=_("Setup before"), help_text=_("Minutes."))
    changeover_minutes = forms.IntegerField(label=_("Changeover after"), help_text=_("Minutes."))
    field_order = ("of", "setup_minutes", "changeover_minutes", "reason")


class FeedForm(CommandForm):
    room = forms.ModelChoiceField(
        Room.objects.all(), label=_("Bookings of"), required=False, empty_label=_("myself")
    )
