"""The command that is running: who, when, what it said, and those it calls."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models, transaction

from integrity.actors import Actor
from integrity.audit.append import Told, append, open_command
from integrity.outbox.publish import publish


class SilentCommand(Exception):
    """A command ended without saying what it did, or said it twice."""


@dataclass
class Frame:
    """One running command."""

    name: str
    command_id: uuid.UUID
    by: Actor
    at: datetime
    told_as: str
    told: Told | None = None


@dataclass
class Unit:
    """The outermost command and those it calls: one transaction, events in order of saying."""

    frames: list[Frame] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)


current: ContextVar[Unit | None] = ContextVar("current_command", default=None)


def say(
    verb: str, *, about: models.Model, reason: str = "", details: dict[str, Any] | None = None
) -> None:
    """States what the running command did: a verb in the past tense and the record it is about."""
    unit = current.get()
    if unit is None:
        raise SilentCommand("say() belongs inside a command.")
    frame = unit.frames[-1]
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
        actor_name=frame.told_as,
        at=frame.at,
        reason=reason,
        details=details or {},
    )
    unit.told.append(frame.told)


def run(frame: Frame, body: Callable[..., Any], inputs: dict[str, Any]) -> Any:
    """Runs the command in the unit that is running, or in one of its own."""
    unit = current.get()
    if unit is not None:
        return _run_nested(unit, frame, body, inputs)
    unit = Unit()
    token = current.set(unit)
    try:
        with transaction.atomic():
            outcome = _run_inside(unit, frame, body, inputs)
            publish([append(told) for told in unit.told])
            return outcome
    finally:
        current.reset(token)


def _run_nested(unit: Unit, frame: Frame, body: Callable[..., Any], inputs: dict[str, Any]) -> Any:
    """A command that fails inside another leaves nothing behind, even if the outer one goes on."""
    told_before = len(unit.told)
    try:
        with transaction.atomic():
            outcome = _run_inside(unit, frame, body, inputs)
            open_command(unit.frames[-1].command_id)
            return outcome
    except BaseException:
        del unit.told[told_before:]
        raise


def _run_inside(unit: Unit, frame: Frame, body: Callable[..., Any], inputs: dict[str, Any]) -> Any:
    open_command(frame.command_id)
    unit.frames.append(frame)
    try:
        outcome = body(**inputs)
    finally:
        unit.frames.pop()
    if frame.told is None:
        raise SilentCommand(f"{frame.name} did not say what it did.")
    return outcome
