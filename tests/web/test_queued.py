"""What a device that kept an entry is told: the page's own answers carry a mark, others do not."""

from __future__ import annotations

import uuid
from typing import Any

from django.test import Client

from cleanrooms.models import Room
from people.models import User
from tests import cast

QUEUED = {"X-Queued": "1"}


def entry(room: Room, **more: Any) -> dict[str, Any]:
    said = {"state": "OUT_OF_SERVICE", "reason": "Leak", "version": room.version}
    return {"command_id": str(uuid.uuid4()), **said, **more}


def test_what_the_page_did_or_refused_is_marked(browse: Any, people: dict[str, User]) -> None:
    room = cast.make_room()
    client, page = browse("kadler"), f"/board/rooms/{room.code}/"
    done = client.post(page, entry(room), headers=QUEUED)
    assert (done.status_code, done["X-Answered"], done["X-Location"]) == (204, "yes", page)
    refused = client.post(page, entry(room, reason="Later"), headers=QUEUED)
    assert (refused.status_code, refused["X-Answered"]) == (409, "yes")
    gone = client.post("/board/nowhere/", entry(room), headers=QUEUED)
    assert (gone.status_code, gone["X-Answered"]) == (404, "yes")


def test_an_old_token_is_no_answer_of_the_page(people: dict[str, User]) -> None:
    """The device keeps its entry and sends it when its page is opened anew."""
    room = cast.make_room()
    client = Client(enforce_csrf_checks=True)
    client.force_login(people["kadler"])
    answer = client.post(f"/board/rooms/{room.code}/", entry(room), headers=QUEUED)
    assert answer.status_code == 403
    assert "X-Answered" not in answer
    assert Room.objects.get().state == "CLEAN"


def test_a_lost_session_is_no_answer_of_the_page(people: dict[str, User]) -> None:
    room = cast.make_room()
    answer = Client().post(f"/board/rooms/{room.code}/", entry(room), headers=QUEUED)
    assert answer.status_code == 302
    assert "X-Answered" not in answer
