"""A room is used for one thing at a time, cleared for it, and cleaned after it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from cleanrooms.commands.clearances import answer_line
from cleanrooms.commands.rooms import change_room_state
from cleanrooms.commands.uses import prepare_use
from cleanrooms.models import (
    Answer,
    Grade,
    Purpose,
    Room,
    RoomState,
    RoomUse,
    UseState,
)
from integrity.models import AuditEvent, Overruling
from people.models import User
from quality.models import Deviation
from tests import cast
from tests.cleanrooms import bench
from tests.cleanrooms.bench import begin, sign, tap, text
from tests.deeds import changed
from tests.passwords import PASSWORD


@pytest.fixture
def room(cleared_room: Room) -> Room:
    return cleared_room


def again_clean(room: Room, people: dict[str, User]) -> None:
    change_room_state(
        room=room, state=RoomState.CLEAN, reason="Cleaned on paper", by=people["kadler"],
        at=timezone.now(),
    )  # fmt: skip


def test_from_the_clearance_to_the_end_of_a_use_at_the_tablet(
    browse: Any, room: Room, carts: Any
) -> None:
    """Line by line, signed by one, checked by another; then it begins and ends."""
    client = browse("jvermaat")
    tap(client, "use-new", "CR05", purpose="PRODUCTION", number="cart-1")
    use = RoomUse.objects.get()
    page = reverse("use", args=[use.pk])
    assert (use.number, use.product.code, use.changeover) == ("CART-1", "CART", "VECTOR")
    assert "CR05 is not cleared for CART-1." in text(client.get(page))
    early = sign(client, page, reverse("use-sign", args=[use.pk]), "jvermaat")
    assert "Not every line of the checklist is answered." in text(early)
    first, second = use.lines.all()
    tap(client, "use-line", first.pk, answer="DONE")
    no_why = tap(client, "use-line", second.pk, answer="NOT_SO")
    assert "Say why “The waste is gone” is not done." in text(no_why)
    tap(client, "use-line", second.pk, answer="NOT_SO", note="Bag left")
    wrong = sign(client, page, reverse("use-sign", args=[use.pk]), "jvermaat")
    assert "“The waste is gone” is not so: Bag left" in text(wrong)
    tap(client, "use-line", second.pk, answer="DONE")
    assert sign(client, page, reverse("use-sign", args=[use.pk]), "jvermaat").status_code == 302
    own = sign(client, page, reverse("use-sign", args=[use.pk]), "jvermaat")
    assert "must be another person" in text(own)
    assert "is not cleared" in text(begin(client, use))
    assert sign(client, page, reverse("use-sign", args=[use.pk]), "aowusu").status_code == 302
    assert begin(client, use).status_code == 302
    room.refresh_from_db()
    assert (room.state, room.state_note) == (RoomState.IN_USE, "CART-1")
    assert "CART-1" in client.get("/board/").text
    assert tap(client, "use-end", use.pk).status_code == 302
    room.refresh_from_db()
    use.refresh_from_db()
    assert (room.state, use.state) == (RoomState.TO_BE_CLEANED, UseState.ENDED)
    assert AuditEvent.objects.filter(verb="room_use.ended").count() == 1


@pytest.mark.urs("ANX1-4.29")
def test_a_room_is_used_again_after_its_clean_up_time(
    browse: Any, room: Room, carts: Any, people: dict[str, User]
) -> None:
    """Refused while it runs; accepted, after it has passed."""
    client, now = browse("jvermaat"), timezone.now()
    bench.ended(room, "CART-1", people, now - timedelta(minutes=5))
    again_clean(room, people)
    use = bench.prepared(room, "CART-2", people, now)
    refused = begin(client, use)
    assert refused.status_code == 409
    assert "The clean-up time of CR05, 15 min, runs until" in text(refused)
    assert "data-until" in client.get("/board/rooms/CR05/tablet/").text
    room = changed(room, clean_up_minutes=4)
    assert begin(client, use).status_code == 302


@pytest.mark.urs("ATMP-09.04")
def test_after_a_changeover_a_room_is_to_be_cleaned_until_it_is_released(
    browse: Any, room: Room, carts: Any, people: dict[str, User]
) -> None:
    """Refused: another product in the room as it was left. Accepted: once it is released."""
    other = bench.product("TIL")
    bench.lot("TIL-1", other, people)
    now = timezone.now()
    client = browse("jvermaat")
    running = bench.running(room, "CART-1", people, now - timedelta(hours=2))
    tap(client, "use-end", running.pk, pressed_at=(now - timedelta(hours=1)).isoformat())
    use = bench.prepared(room, "TIL-1", people, now)
    assert use.changeover == "VECTOR"
    refused = begin(client, use)
    assert "Room CR05 is “To be cleaned”." in text(refused)
    assert "Left by CART-1" in client.get("/board/rooms/CR05/").text
    again_clean(room, people)
    assert begin(client, use).status_code == 302


@pytest.mark.urs("ATMP-15.01")
def test_gmo_work_runs_only_in_a_room_of_its_containment(
    browse: Any, room: Room, carts: Any, people: dict[str, User]
) -> None:
    now = timezone.now()
    plain = cast.make_room("CR06", Grade.C)
    refused = begin(browse("jvermaat"), bench.prepared(plain, "CART-1", people, now))
    assert "CART needs Containment level 1; CR06 has: No GMO." in text(refused)
    assert "Nobody may overrule." in text(refused)
    assert begin(browse("jvermaat"), bench.prepared(room, "CART-1", people, now)).status_code == 302


def test_what_was_cleared_before_another_use_is_cleared_again(
    browse: Any, room: Room, carts: Any, people: dict[str, User]
) -> None:
    now = timezone.now()
    use = bench.prepared(room, "CART-2", people, now - timedelta(hours=3))
    bench.ended(room, "CART-1", people, now - timedelta(hours=1))
    again_clean(room, people)
    refused = begin(browse("jvermaat"), use)
    assert "CR05 was used for CART-1 after it was cleared." in text(refused)


def test_two_people_let_an_uncleared_use_begin_and_a_deviation_opens(
    browse: Any, room: Room, carts: Any
) -> None:
    client = browse("jvermaat")
    tap(client, "use-new", "CR05", purpose="PRODUCTION", number="CART-1")
    use = RoomUse.objects.get()
    shown = client.get(reverse("use", args=[use.pk])).context["overruling"].initial
    sent = {
        "command_id": str(shown["command_id"]), "shown": shown["shown"], "reason": "Cells wait",
        "who": "kadler", "secret": PASSWORD, "second_who": "aowusu", "second_secret": PASSWORD,
    }  # fmt: skip
    alone = client.post(reverse("use-overrule", args=[use.pk]), {**sent, "second_who": "kadler"})
    assert "must be another person" in text(alone)
    again = client.get(reverse("use", args=[use.pk])).context["overruling"].initial
    sent |= {"command_id": str(again["command_id"]), "shown": again["shown"]}
    assert client.post(reverse("use-overrule", args=[use.pk]), sent).status_code == 302
    assert Overruling.objects.get().blockers[0]["code"] == "NOT_CLEARED"
    assert "is not cleared for CART-1" in Deviation.objects.get().description
    assert begin(client, use).status_code == 302


def test_production_is_for_a_lot_or_batch_that_is_known(browse: Any, room: Room) -> None:
    client = browse("jvermaat")
    unknown = tap(client, "use-new", "CR05", purpose="PRODUCTION", number="NOPE-1")
    assert unknown.status_code == 422
    assert "There is no lot and no batch NOPE-1." in text(unknown)
    assert 'value="NOPE-1"' in unknown.text
    assert "It is not said for which lot" in text(
        tap(client, "use-new", "CR05", purpose="PRODUCTION")
    )
    assert tap(client, "use-new", "CR05", purpose="MEDIA_FILL", note="MF-031").status_code == 302
    assert RoomUse.objects.get().label == "MF-031"


def test_a_batch_has_a_room_before_its_lot_is_made(
    browse: Any, room: Room, small_batch: Any
) -> None:
    tap(browse("jvermaat"), "use-new", "CR05", purpose="PRODUCTION", number="cart-26-001")
    use = RoomUse.objects.get()
    assert (use.number, use.product.code, use.lot) == ("CART-26-001", "CART-CD19", None)


def test_what_was_tapped_without_network_has_its_own_time(
    browse: Any, room: Room, carts: Any, people: dict[str, User]
) -> None:
    now = timezone.now()
    client, use = (
        browse("jvermaat"),
        bench.prepared(room, "CART-1", people, now - timedelta(hours=2)),
    )
    pressed = now - timedelta(minutes=40)
    tap(client, "use-begin", use.pk, pressed_at=pressed.isoformat())
    use.refresh_from_db()
    assert use.begun_at == pressed
    late = tap(client, "use-end", use.pk, pressed_at=(now - timedelta(hours=1)).isoformat())
    assert "Room CR05 became “In use” at" in text(late)
    use.refresh_from_db()
    assert use.state == UseState.RUNNING


def test_what_was_prepared_without_network_has_its_own_time(
    browse: Any, room: Room, carts: Any, people: dict[str, User]
) -> None:
    """Accepted: half an hour ago. Refused: before the room became what it is."""
    client, now = browse("jvermaat"), timezone.now()
    again_clean(room, people)
    changed(room, state_at=now - timedelta(hours=1))
    said = {"purpose": "PRODUCTION", "number": "CART-1"}
    early = (now - timedelta(hours=2)).isoformat()
    refused = tap(client, "use-new", "CR05", **said, pressed_at=early)
    assert "Room CR05 became “Clean” at" in text(refused)
    assert not RoomUse.objects.exists()
    pressed = now - timedelta(minutes=30)
    tap(client, "use-new", "CR05", **said, pressed_at=pressed.isoformat())
    assert RoomUse.objects.get().prepared_at == pressed
    event = AuditEvent.objects.get(verb="room_use.prepared")
    assert event.details["happened_at"] == pressed.isoformat()


def test_who_answered_a_line_does_not_check_the_clearance(
    browse: Any, room: Room, carts: Any, people: dict[str, User]
) -> None:
    now = timezone.now()
    use = prepare_use(room=room, purpose=Purpose.PRODUCTION, number="CART-1",
                      by=people["jvermaat"], at=now)  # fmt: skip
    for line, who in zip(use.lines.all(), ("jvermaat", "aowusu"), strict=True):
        answer_line(line=line, answer=Answer.DONE, by=people[who], at=now)
    page, address = (reverse(one, args=[use.pk]) for one in ("use", "use-sign"))
    assert sign(browse("jvermaat"), page, address, "jvermaat").status_code == 302
    own = sign(browse("jvermaat"), page, address, "aowusu")
    assert "must be another person" in text(own)
    assert sign(browse("jvermaat"), page, address, "kadler").status_code == 302
