"""How a command runs: one transaction, its events appended last, what they void voided."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from itertools import chain
from typing import Any

from django.db import transaction

from integrity.audit.append import append, open_command
from integrity.frames import Frame, SilentCommand, Unit, current
from integrity.models import AuditEvent
from integrity.outbox.publish import publish
from integrity.signatures.voiding import changed_signatures, void_signature


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
            events = [append(told) for told in unit.told]
            publish([*events, *_void_changed(frame, events)])
            return outcome
    finally:
        current.reset(token)


def _void_changed(frame: Frame, events: list[AuditEvent]) -> list[AuditEvent]:
    """Signatures whose content these events changed become void, each by an event of its own."""
    tables = set(chain.from_iterable(event.tables for event in events))  # type: ignore[attr-defined]
    changed = list(changed_signatures([event.command_id for event in events], tables))
    unit = Unit(within=frame.command_id)
    current.set(unit)
    for signature, content in changed:
        void = Frame("integrity.void_signature", uuid.uuid4(), frame.by, frame.at)
        told = {"signature": signature, "content": content, "change": frame.command_id}
        _run_inside(unit, void, void_signature, {**told, "by": frame.by, "at": frame.at})
    return [append(told) for told in unit.told]


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
    if frame.signs and frame.signs not in {made["meaning"] for made in frame.signatures}:
        raise SilentCommand(f"{frame.name} did not sign what it did.")
    return outcome
