"""Reviewing a trail is itself a signed act."""

from __future__ import annotations

import re

import pytest

from cleanrooms.commands.rooms import change_room_state
from cleanrooms.models import Room, RoomState
from integrity.models import AuditEvent, Signature, TrailReview
from tests import cast
from tests.passwords import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(people) -> Room:
    return cast.make_room()


def page(room: Room) -> str:
    return f"/trail/record/cleanrooms.room/{room.pk}/"


def text(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def review(client, room: Room, **said: str):
    shown = client.get(page(room)).context["signing"].initial
    entered = {
        "command_id": str(shown["command_id"]), "shown": shown["shown"], "note": "Nothing odd.",
        "who": "mlindqvist", "secret": PASSWORD,
    }  # fmt: skip
    return client.post(f"{page(room)}review/", {**entered, **said})


def test_it_works(browse, room):
    client = browse("mlindqvist")
    assert review(client, room).status_code == 302
    made = TrailReview.objects.get()
    last = AuditEvent.objects.filter(subject_id=str(room.pk)).latest("seq")
    assert (made.up_to, made.events) == (last.seq, 2)
    shown = text(client.get(page(room)))
    assert f"Up to event {last.seq}, 2 in all" in shown
    assert "Reviewed by Mara Lindqvist" in shown
    assert "Nothing odd." in shown
    assert not Signature.objects.of(made).get().is_void


def test_an_event_since_it_was_shown_is_read_first(browse, room, people):
    client = browse("mlindqvist")
    shown = client.get(page(room)).context["signing"].initial["shown"]
    change_room_state(room=room, state=RoomState.TO_BE_CLEANED, reason="Spill",
                      by=people["kadler"], at=cast.NOW)  # fmt: skip
    answer = review(client, room, shown=shown)
    assert answer.status_code == 409
    assert "is not what you were shown any more" in text(answer)
    assert not TrailReview.objects.exists()


def test_who_acted_in_it_does_not_review_it(browse, room, people):
    change_room_state(room=room, state=RoomState.TO_BE_CLEANED, reason="Spill",
                      by=people["kadler"], at=cast.NOW)  # fmt: skip
    answer = review(browse("mlindqvist"), room, who="kadler")
    assert answer.status_code == 403
    assert not TrailReview.objects.exists()


def test_a_wrong_secret_reviews_nothing(browse, room):
    assert review(browse("mlindqvist"), room, secret="wrong").status_code == 422
    assert not TrailReview.objects.exists()


def test_who_may_not_review_sees_no_way_to(browse, room):
    assert "signing" not in browse("trieger").get(page(room)).context
