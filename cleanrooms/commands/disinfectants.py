"""Disinfectants, and their turns in a room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cleanrooms.models import Disinfectant, Room, Rotation
from integrity.commands import command, say
from integrity.refusals import Blocker, refuse, refuse_if
from integrity.texts import one_line, text_blockers
from integrity.unique import unique
from materials.models import Material
from people.models import User
from people.permissions import Permission

MOST_MINUTES, MOST_TURNS = 240, 20


@dataclass(frozen=True, kw_only=True)
class Agent:
    """All of a disinfectant but its code; `contact_minutes` as validated."""

    name: str
    material: Material
    contact_minutes: int
    is_sporicidal: bool


@command(permission=Permission.MANAGE_ROOMS)
def define_disinfectant(*, code: str, agent: Agent, by: User, at: datetime) -> Disinfectant:
    """An agent that rooms are cleaned with."""
    one = Disinfectant(
        code=one_line(code), name=one_line(agent.name), material=agent.material,
        contact_minutes=agent.contact_minutes, is_sporicidal=agent.is_sporicidal,
    )  # fmt: skip
    refuse_if([*text_blockers(Disinfectant, code=one.code, name=one.name), *_minutes(one)])
    used = refuse(
        "CODE_USED", _("There is a disinfectant %(code)s already.") % {"code": one.code},
        clears=_("Give a code of its own."), field="code",
    )  # fmt: skip
    with unique(used):
        one.save(force_insert=True)
    say("disinfectant.defined", about=one, details={"minutes": one.contact_minutes})
    return one


@command(permission=Permission.MANAGE_ROOMS)
def set_rotation(
    *, room: Room, cycle: Sequence[Disinfectant], reason: str, by: User, at: datetime
) -> Rotation:
    """Which agent follows which in the room; at least one kills spores (Annex 1 4.33)."""
    room = room.lock()
    refuse_if(_of_cycle(cycle))
    rotation = Rotation.objects.filter(room=room).first() or Rotation(room=room)
    rotation.cycle, rotation.set_at, rotation.set_by = [one.code for one in cycle], at, by
    if rotation._state.adding:
        rotation.save(force_insert=True)
    else:
        rotation.store()
    say("rotation.set", about=rotation, reason=reason, details={"cycle": rotation.cycle})
    return rotation


def _minutes(one: Disinfectant) -> Iterator[Blocker]:
    if not 1 <= one.contact_minutes <= MOST_MINUTES:
        yield Blocker(
            "OUT_OF_RANGE", _("%(n)s minutes cannot be.") % {"n": one.contact_minutes},
            clears=_("Accepted: 1 to %(most)s.") % {"most": MOST_MINUTES},
            field="contact_minutes",
        )  # fmt: skip


def _of_cycle(cycle: Sequence[Disinfectant]) -> Iterator[Blocker]:
    if not 1 <= len(cycle) <= MOST_TURNS:
        yield Blocker(
            "NO_TURNS", _("A rotation has 1 to %(most)s turns.") % {"most": MOST_TURNS},
            field="cycle",
        )  # fmt: skip
    elif not any(one.is_sporicidal for one in cycle):
        yield Blocker(
            "NO_SPORICIDE", _("No agent of this rotation kills spores."),
            clears=_("A sporicide has its turn too (Annex 1 4.33)."), field="cycle",
        )  # fmt: skip
