"""Entries that a device kept and the server refused: they leave it only into the trail."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest

from integrity.models import AuditEvent
from people.models import User

ASIDE = "/unsent/aside/"


def aside(**more: str) -> dict[str, str]:
    said = {"state": "CLEANING", "note": "Disinfectant A"}
    return {
        "command_id": str(uuid.uuid4()),
        "title": "Set the state of CR09",
        "made_at": "2026-11-22T13:32:10.000Z",
        "said": json.dumps(said),
        "why": "State is now “Out of service”.",
        "reason": "The room leaked",
    } | more


def test_all_it_said_stays_in_the_trail_once(browse: Any, people: dict[str, User]) -> None:
    client, sent = browse("jvermaat"), aside()
    assert client.post(ASIDE, sent).status_code == 204
    assert client.post(ASIDE, sent).status_code == 204
    event = AuditEvent.objects.get(verb="entry.set_aside")
    assert event.subject_id == str(people["jvermaat"].pk)
    assert event.reason == "The room leaked"
    assert event.details == {
        "entry": "Set the state of CR09",
        "made_at": "2026-11-22T13:32:10.000Z",
        "said": {"state": "CLEANING", "note": "Disinfectant A"},
        "refused": "State is now “Out of service”.",
    }


@pytest.mark.parametrize("wrong", [{"reason": " "}, {"said": "[]"}, {"said": "no"}, {"title": ""}])
def test_what_cannot_be_kept_is_refused_and_stays(
    browse: Any, people: dict[str, User], wrong: dict[str, str]
) -> None:
    assert browse("jvermaat").post(ASIDE, aside(**wrong)).status_code == 422
    assert not AuditEvent.objects.filter(verb="entry.set_aside").exists()


def test_what_is_too_long_for_the_trail_is_refused_and_stays(
    browse: Any, people: dict[str, User]
) -> None:
    answer = browse("jvermaat").post(ASIDE, aside(said=json.dumps({"note": "x" * 4_000})))
    assert answer.status_code == 409
    assert "4004 characters are too many" in answer.text
    assert not AuditEvent.objects.filter(verb="entry.set_aside").exists()
