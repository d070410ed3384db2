"""A command is the only way a GMP record changes.

Five beats: lock, gate, change, say, publish. The permission is checked before the body; the body
says in one line what it did; the audit event and what follows from it are written last, in the
same transaction. Pages, the API, tablets, imports and the demo all call the same commands.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from enum import StrEnum
from functools import update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar, cast

from django.apps import apps
from django.db import IntegrityError, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from integrity import running
from integrity.models import AuditEvent
from integrity.refusals import NotPermitted, Refused, refuse
from integrity.running import Frame, SilentCommand, say

__all__ = ["Command", "SilentCommand", "command", "say"]

P = ParamSpec("P")
R = TypeVar("R")


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
        if timezone.is_naive(at):
            raise ValueError("`at` must be an aware datetime.")
        if not by.may(self.permission, next(iter(inputs.values())), at):
            raise NotPermitted(by.display_name, self.permission)
        told_as = by.acts_as(self.permission, at)
        frame = Frame(self.name, command_id or uuid.uuid4(), by, at, told_as)
        if command_id is None or running.current.get() is not None:
            return running.run(frame, self.body, inputs)
        return _run_once(frame, self.body, inputs)


def command(*, permission: StrEnum) -> Callable[[Callable[P, R]], Command[P, R]]:
    """Makes a function a command; the permission is checked before its body runs."""
    return lambda body: Command(body, permission)


def _run_once(frame: Frame, body: Callable[..., Any], inputs: dict[str, Any]) -> Any:
    if (first := _first_outcome(frame)) is not None:
        return first
    try:
        return running.run(frame, body, inputs)
    except (IntegrityError, Refused):
        # Two taps at once: the other one was first, and what it did stands against this one.
        if (first := _first_outcome(frame)) is not None:
            return first
        raise


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
