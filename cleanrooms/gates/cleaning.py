"""When a room may be cleaned with what, and when its cleaning is at its end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Cleaning, CleaningKind, RoomState
from documents.models import VersionState
from integrity.gates import gate
from integrity.moments import in_zone
from integrity.refusals import Blocker

AWAY = (RoomState.IN_USE, RoomState.CLEANING)


@gate
def cleaning_blockers(cleaning: Cleaning) -> Iterator[Blocker]:
    """Nothing is worked on meanwhile; procedure, agent and container are those that may be used."""
    room = cleaning.room
    if room.state in AWAY:
        yield Blocker(
            "ROOM_BUSY",
            _("Room %(room)s is “%(state)s”.") % {"room": room, "state": room.present.label},
            clears=_("End what runs in it first."),
        )  # fmt: skip
    if cleaning.procedure.state != VersionState.EFFECTIVE:
        yield Blocker(
            "NOT_EFFECTIVE",
            _("%(procedure)s is not effective.") % {"procedure": cleaning.procedure},
            clears=_("Take the effective version."), field="procedure",
        )  # fmt: skip
    if cleaning.container.lot.material_id != cleaning.agent.material_id:
        yield Blocker(
            "OTHER_MATERIAL",
            _("%(container)s holds no %(agent)s.")
            % {"container": cleaning.container, "agent": cleaning.agent},
            clears=_("Scan a container of this agent."), field="container",
        )  # fmt: skip
    if cleaning.kind == CleaningKind.SPORICIDAL and not cleaning.agent.is_sporicidal:
        yield Blocker(
            "NO_SPORICIDE", _("%(agent)s kills no spores.") % {"agent": cleaning.agent},
            clears=_("Take a sporicide, or say another kind of cleaning."), field="agent",
        )  # fmt: skip
    if not cleaning.is_in_turn and not cleaning.choice_reason:
        yield Blocker(
            "OUT_OF_TURN",
            _("It is not the turn of %(agent)s in %(room)s.")
            % {"agent": cleaning.agent, "room": room},
            clears=_("Take the agent that is due, or say why another one."), field="reason",
        )  # fmt: skip


@gate
def end_blockers(cleaning: Cleaning, *, at: datetime) -> Iterator[Blocker]:
    """The agent stayed wet for its contact time."""
    if cleaning.ended_at is not None:
        yield Blocker("ENDED_ALREADY", _("This cleaning has ended."))
    elif cleaning.wet_until is None:
        yield Blocker(
            "NOT_APPLIED", _("Nobody recorded when the surfaces were wet."),
            clears=_("Record it; the contact time runs from then on."),
        )  # fmt: skip
    elif at < cleaning.wet_until:
        yield Blocker(
            "CONTACT_TIME_RUNS",
            _("The contact time, %(n)s min, runs until %(at)s.")
            % {"n": cleaning.contact_minutes, "at": in_zone(cleaning.wet_until)},
            clears=_("Keep the surfaces wet until then."),
        )  # fmt: skip
