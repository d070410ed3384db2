"""A command is the only way a GMP record changes.

Five beats: lock, gate, change, say, publish. The permission is checked before the body; the body
says in one line what it did; the audit event and what follows from it are written last, in the
same transaction. Pages, the API, tablets, imports and the demo all call the same commands.
"""

from __future__ import annotations

import inspect
import uuid
from collections.abc import Callable
from enum import StrEnum
from functools import update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar, cast

from django.apps import apps
from django.db import IntegrityError, ProgrammingError, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from integrity import frames, running
from integrity.competence import competence_blockers
from integrity.frames import Frame, SilentCommand, say
from integrity.inputs import digest_of
from integrity.models import AuditEvent
from integrity.reasons import reason_blockers
from integrity.refusals import NotPermitted, Refused, refuse, refuse_if
from integrity.refused import write_refusal
from integrity.signatures.meanings import Meaning
from integrity.signatures.sign import sign
from integrity.texts import one_line

__all__ = ["Command", "SilentCommand", "command", "say", "sign"]

P = ParamSpec("P")
R = TypeVar("R")


class Command(Generic[P, R]):
    """A keyword-only function that only holders of a permission may call who are able to.

    Callers pass `by` (the actor) and `at` (an aware instant). One that is `signed_as` a meaning
    takes `attested` too, an attestation of that meaning by the same actor, and signs with it. An
    input `reason` without a default is never blank (Annex 11 §9), and the event keeps it on one
    line. It returns the record it spoke
    about, and raises NotPermitted, Refused (from gates) or SilentCommand.
    """

    def __init__(
        self, body: Callable[P, R], permission: StrEnum, signed_as: Meaning | None = None
    ) -> None:
        update_wrapper(self, body)
        self.body = body
        self.permission = permission
        self.signed_as = signed_as
        self.name = f"{body.__module__}.{body.__name__}"
        reason = inspect.signature(body).parameters.get("reason")
        self.needs_reason = reason is not None and reason.default is inspect.Parameter.empty

    def __call__(self, *args: P.args, **inputs: P.kwargs) -> R:
        return cast(R, self._run(None, args, inputs))

    def once(self, command_id: uuid.UUID, *args: P.args, **inputs: P.kwargs) -> R:
        """Does it once for ever: a repeat of the same id returns the first outcome.

        The same id with other inputs is refused.
        """
        return cast(R, self._run(command_id, args, inputs))

    def _run(
        self, command_id: uuid.UUID | None, args: tuple[Any, ...], inputs: dict[str, Any]
    ) -> Any:
        if args:
            raise TypeError(f"{self.name} takes its inputs by name.")
        if frames.current.get() is not None:
            return running.run(self._opened(command_id, inputs), self.body, inputs)
        try:
            frame = self._opened(command_id, inputs)
            if command_id is None:
                return running.run(frame, self.body, inputs)
            frame.inputs = digest_of(inputs)
            return _run_once(frame, self.body, inputs)
        except NotPermitted as refused:
            write_refusal(refused, what=self.name, by=inputs["by"], at=inputs["at"])
            raise

    def _opened(self, command_id: uuid.UUID | None, inputs: dict[str, Any]) -> Frame:
        by, at = inputs["by"], inputs["at"]
        if timezone.is_naive(at):
            raise ValueError("`at` must be an aware datetime.")
        if not by.may(self.permission, next(iter(inputs.values())), at):
            raise NotPermitted(by.display_name, self.permission)
        refuse_if(competence_blockers(by, permission=self.permission, at=at))
        if self.signed_as is not None:
            self._check_attested(inputs)
        reason = one_line(inputs.get("reason", ""))
        if self.needs_reason:
            refuse_if(reason_blockers(reason))
        return Frame(
            self.name, command_id or uuid.uuid4(), by, at,
            told_as=by.acts_as(self.permission, at), signs=self.signed_as, reason=reason,
        )  # fmt: skip

    def _check_attested(self, inputs: dict[str, Any]) -> None:
        attested = inputs["attested"]
        if attested.meaning != self.signed_as or attested.signer.id != inputs["by"].id:
            raise SilentCommand(f"{self.name} is signed as {self.signed_as} by who calls it.")


def command(
    *, permission: StrEnum, signed_as: Meaning | None = None
) -> Callable[[Callable[P, R]], Command[P, R]]:
    """Makes a function a command; permission and attestation are checked before its body runs."""
    return lambda body: Command(body, permission, signed_as)


def _run_once(frame: Frame, body: Callable[..., Any], inputs: dict[str, Any]) -> Any:
    if (first := _first_outcome(frame)) is not None:
        return first
    try:
        return running.run(frame, body, inputs)
    except (IntegrityError, ProgrammingError, Refused):
        # Two taps at once: the other one was first, and what it did stands against this one;
        # or it has ended while this one waited, and PostgreSQL lets this one change nothing.
        if (first := _first_outcome(frame)) is not None:
            return first
        raise


def _first_outcome(frame: Frame) -> models.Model | None:
    event = AuditEvent.objects.filter(command_id=frame.command_id).first()
    if event is None:
        return None
    if not (
        event.command == frame.name
        and event.actor_id == frame.by.id
        and event.inputs == frame.inputs
    ):
        raise refuse(
            "COMMAND_ID_USED",
            _("This entry's identifier was already used for something else."),
            clears=_("Open the page again and enter it anew."),
        )
    model = apps.get_model(event.subject_type)
    outcome: models.Model = model._default_manager.get(pk=event.subject_id)
    return outcome
