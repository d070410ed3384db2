"""The command that is running: who, when, what it said, and those it calls."""

from __future__ import annotations

import uuid
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models

from integrity.actors import Actor
from integrity.audit.append import Told
from integrity.signatures.meanings import Meaning


class SilentCommand(Exception):
    """A command ended without saying or signing what it should, or did so twice."""


@dataclass
class Frame:
    """One running command."""

    name: str
    command_id: uuid.UUID
    by: Actor
    at: datetime
    told_as: str = ""
    signs: Meaning | None = None
    reason: str = ""
    inputs: str = ""
    told: Told | None = None
    signatures: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Unit:
    """The outermost command and those it calls: one transaction, events in order of saying."""

    frames: list[Frame] = field(default_factory=list)
    within: uuid.UUID | None = None  # the outermost command, when this only follows from it
    told: list[Told] = field(default_factory=list)


current: ContextVar[Unit | None] = ContextVar("current_command", default=None)


def running() -> tuple[Unit, Frame]:
    """The unit and its innermost command. Raises SilentCommand outside of any."""
    unit = current.get()
    if unit is None:
        raise SilentCommand("This belongs inside a command.")
    return unit, unit.frames[-1]


def say(
    verb: str, *, about: models.Model, reason: str = "", details: dict[str, Any] | None = None
) -> None:
    """States what the running command did: a verb in the past tense and the record it is about.

    The reason is the command's input of that name, unless another is given.
    """
    unit, frame = running()
    if frame.told is not None:
        raise SilentCommand(f"{frame.name} has already said {frame.told.verb}.")
    frame.told = Told(
        command_id=frame.command_id,
        command=frame.name,
        verb=verb,
        subject_type=about._meta.label_lower,
        subject_id=str(about.pk),
        subject_label=str(about)[:200],
        actor_id=frame.by.id,
        actor_name=frame.told_as or frame.by.display_name,
        at=frame.at,
        reason=reason or frame.reason,
        details=details or {},
        inputs=frame.inputs,
        signatures=frame.signatures,
        within=unit.within or (unit.frames[0].command_id if len(unit.frames) > 1 else None),
    )
    unit.told.append(frame.told)
