"""A command is the only way a GMP record changes.

Five beats: lock, gate, change, say, publish. The permission is checked before the body; the body
says in one line what it did; the audit event and what follows from it are written last, in the
same transaction. Pages, the API, tablets, imports and the demo all call the same commands.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar, cast

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from integrity.actors import Actor
from integrity.models import AuditEvent
from integrity.outbox.publish import publish
from integrity.refusals import NotPermitted, Refused, refuse

P = ParamSpec("P")
R = TypeVar("R")


class SilentCommand(Exception):
    """A command ended without saying what it did, or said it twice."""


@dataclass
class Frame:
    """One running command: who, when, and what it said."""

    name: str
    command_id: uuid.UUID
    by: Actor
    at: datetime
    said: AuditEvent | None = None


@dataclass
class Unit:
    """The outermost command and those it calls: one transaction, events in order of saying."""

    frames: list[Frame] = field(default_factory=list)
    events: list[AuditEvent] = field(default_factory=list)


current: ContextVar[Unit | None] = ContextVar("current_command", default=None)


class Command(Generic[P, R]):
    """A keyword-only function that only holders of a permission may call.

    Callers pass `by` (the actor) and `at` (an aware instant). It returns the record it spoke
    about, and raises NotPermitted, Refused (from gates) or SilentCommand.
    """

    def __init__(self, body: Callable[P, R], permission: StrEnum) -> None:
        update_wrapper(self, body)
        self.body = body
        self.permission = permission
        self.name = f"{body.__module__}.{body.__name__}"

    def __call__(self, *args: P.args, **inputs: P.kwargs) -> R:
        return cast(R, self._run(None, args, inputs))

    def once(self, command_id: uuid.UUID, *args: P.args, **inputs: P.kwargs) -> R:
        """Does it once for ever: a repeat of the same id returns the first outcome."""
        return cast(R, self._run(command_id, args, inputs))

    def _run(
        self, command_id: uuid.UUID | None, args: tuple[Any, ...], inputs: dict[str, Any]
    ) -> Any:
        if args:
            raise TypeError(f"{self.name} takes its inputs by name.")
        by, at = inputs["by"], inputs["at"]
        if not by.may(self.permission, next(iter(inputs.values()))):
            raise NotPermitted(by.display_name, self.permission)
        if timezone.is_naive(at):
            raise ValueError("`at` must be an aware datetime.")
        frame = Frame(self.name, command_id or uuid.uuid4(), by, at)
        unit = current.get()
        if unit is not None:
            return _run_nested(unit, frame, self.body, inputs)
        if command_id is not None and (first := _first_outcome(frame)) is not None:
            return first
        return _run_outermost(frame, self.body, inputs)


def command(*, permission: StrEnum) -> Callable[[Callable[P, R]], Command[P, R]]:
    """Makes a function a command; the permission is checked before its body runs."""
    return lambda body: Command(body, permission)


def say(
    verb: str, *, about: models.Model, reason: str = "", details: dict[str, Any] | None = None
) -> None:
    """States what the running command did: a verb in the past tense and the record it is about."""
    unit = current.get()
    if unit is None:
        raise SilentCommand("say() belongs inside a command.")
    frame = unit.frames[-1]
    if frame.said is not None:
        raise SilentCommand(f"{frame.name} has already said {frame.said.verb}.")
    frame.said = AuditEvent(
        command_id=frame.command_id,
        command=frame.name,
        verb=verb,
        subject_type=about._meta.label_lower,
        subject_id=str(about.pk),
        subject_label=str(about)[:200],
        actor_id=frame.by.id,
        actor_name=frame.by.display_name,
        at=frame.at,
        reason=reason,
        details=details or {},
    )
    unit.events.append(frame.said)


def _run_outermost(frame: Frame, body: Callable[..., Any], inputs: dict[str, Any]) -> Any:
    unit = Unit()
    token = current.set(unit)
    try:
        with transaction.atomic():
            outcome = _run_inside(unit, frame, body, inputs)
            for event in unit.events:
                event.save(force_insert=True)
            publish(unit.events)
            return outcome
    except (IntegrityError, Refused):
        # Two taps at once: the other one was first, and what it did stands against this one.
        if (first := _first_outcome(frame)) is not None:
            return first
        raise
    finally:
        current.reset(token)


def _run_nested(unit: Unit, frame: Frame, body: Callable[..., Any], inputs: dict[str, Any]) -> Any:
    """A command that fails inside another leaves nothing behind, even if the outer one goes on."""
    said_before = len(unit.events)
    try:
        with transaction.atomic():
            return _run_inside(unit, frame, body, inputs)
    except BaseException:
        del unit.events[said_before:]
        raise


def _run_inside(unit: Unit, frame: Frame, body: Callable[..., Any], inputs: dict[str, Any]) -> Any:
    unit.frames.append(frame)
    try:
        outcome = body(**inputs)
    finally:
        unit.frames.pop()
    if frame.said is None:
        raise SilentCommand(f"{frame.name} did not say what it did.")
    return outcome


def _first_outcome(frame: Frame) -> models.Model | None:
    event = AuditEvent.objects.filter(command_id=frame.command_id).first()
    if event is None:
        return None
    if event.command != frame.name or event.actor_id != frame.by.id:
        raise refuse(
            "COMMAND_ID_USED",
            _("This entry's identifier was already used for something else."),
            clears=_("Open the page again and enter it anew."),
        )
    model = apps.get_model(event.subject_type)
    outcome: models.Model = model._default_manager.get(pk=event.subject_id)
    return outcome
