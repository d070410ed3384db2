"""Overruling blockers: what two people sign, and what follows from it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from integrity.actors import Actor
from integrity.gates import Gate, may_be_overruled
from integrity.models import Overruling, Record
from integrity.refusals import Blocker, refuse

Follower = Callable[..., None]
FOLLOWERS: list[Follower] = []


def contribute_overruling(follower: Follower) -> Follower:
    """A higher app's answer to every overruling, in its transaction: it opens a deviation.

    Called as follower(overruling, subject=..., by=..., at=...) from that app's contributions.py.
    """
    if follower not in FOLLOWERS:
        FOLLOWERS.append(follower)
    return follower


def follow(overruling: Overruling, subject: Record, *, by: Actor, at: datetime) -> None:
    for follower in FOLLOWERS:
        follower(overruling, subject=subject, by=by, at=at)


def overruling_of(
    subject: Record, gate: Gate, blockers: Iterable[Blocker], key: uuid.UUID
) -> Overruling:
    """What would be signed: those of the blockers that may be overruled; not stored yet."""
    return Overruling(
        id=key,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        subject_label=str(subject)[:200],
        gate=gate.name,
        blockers=[_told(blocker) for blocker in blockers if may_be_overruled(blocker)],
    )


def refuse_unless_blocked(overruling: Overruling) -> None:
    """Raises Refused when nothing is there that may be overruled."""
    if not overruling.blockers:
        raise refuse(
            "NOTHING_TO_OVERRULE",
            _("Nothing blocks %(subject)s that may be overruled.")
            % {"subject": overruling.subject_label},
        )


def _told(blocker: Blocker) -> dict[str, Any]:
    return {"code": blocker.code, "about": blocker.about, "message": str(blocker.message)}
