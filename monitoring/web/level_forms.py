"""The forms of limit sets and levels."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Grade, Room, Zone
from integrity.web.fields import DecimalField, one_of
from monitoring.models import Channel, LevelKind, LimitSource, Occupancy, Parameter, Site
from monitoring.models.limit_set import USUAL_RUN
from people.web.forms import ReasonForm, day, moment
from people.web.signing import SignForm


class DraftSetForm(ReasonForm):
    source = one_of(_("Source"), LimitSource.choices)
    alert_run = forms.IntegerField(
        label=_("Alerts in a row that are a trend"), initial=USUAL_RUN,
        help_text=_("2 to 10. At one site, or on one person."),
    )  # fmt: skip
    field_order = ("source", "alert_run", "reason")


class AdoptForm(SignForm):
    effective_on = day(_("In force from"))
    field_order = ("effective_on", "who", "secret")


class WithdrawForm(ReasonForm):
    """For which grade or place."""

    where = forms.ChoiceField(label=_("Where"))
    kind = one_of(_("Level"), LevelKind.choices)
    parameter = forms.ChoiceField(label=_("Parameter"))
    occupancy = one_of(_("Occupancy state"), Occupancy.choices)
    field_order: tuple[str, ...] = ("where", "kind", "parameter", "occupancy", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["where"].choices = places()  # type: ignore[attr-defined]
        self.fields["parameter"].choices = [  # type: ignore[attr-defined]
            ("", "–"), *((one.value, f"{one.label}, {one.unit.symbol}") for one in Parameter),
        ]  # fmt: skip


class LevelForm(WithdrawForm):
    """With bounds in the parameter's unit."""

    lower = DecimalField(label=_("Lower bound"), required=False)
    upper = DecimalField(label=_("Upper bound"), required=False)
    effective_at = moment(_("From"), _("Empty means from now."), required=False)
    field_order = (
        "where", "kind", "parameter", "occupancy", "lower", "upper", "effective_at", "reason",
    )  # fmt: skip


def places() -> list[tuple[Any, Any]]:
    """Grades, rooms, zones and sites, each by kind and code."""
    return [
        ("", "–"),
        (_("Grades"), [(f"grade:{one}", one.label) for one in Grade]),
        (_("Rooms"), [(f"room:{one.pk}", one.code) for one in Room.objects.all()]),
        (_("Zones"), [
            (f"zone:{one.pk}", one.code) for one in Zone.objects.filter(ended_at__isnull=True)
        ]),
        (_("Channels"), [
            (f"channel:{one.pk}", f"{one.code} {one.name}") for one in Channel.objects.standing()
        ]),
        (_("Sites"), [(f"site:{one.pk}", one.code) for one in Site.objects.standing()]),
    ]  # fmt: skip


def place_of(key: str) -> Channel | Site | Zone | Room | Grade:
    """What `places` offered; raises its DoesNotExist for another one."""
    kind, _colon, name = key.partition(":")
    if kind == "grade":
        return Grade(name)
    models: dict[str, Any] = {
        "room": Room, "zone": Zone, "site": Site, "channel": Channel,
    }  # fmt: skip
    found: Channel | Site | Zone | Room = models[kind].objects.get(pk=name)
    return found
