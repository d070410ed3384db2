"""Rooms that are shared, shut, and no longer clean."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from cleanrooms.commands.rooms import change_room_state
from cleanrooms.models import (
    Containment,
    Room,
    RoomState,
    RoomUse,
    UseState,
)
from cleanrooms.tasks import end_due
from integrity.models.record import new_id
from integrity.refusals import Refused
from people.models import User
from tests import cast
from tests.cleanrooms import bench
from tests.cleanrooms.bench import begin, sign, tap, text
from tests.deeds import changed


@pytest.fixture
def room(cleared_room: Room) -> Room:
    return cleared_room


@pytest.mark.urs("ATMP-09.03")
def test_different_vectors_never_share_a_room(
    browse: Any, room: Room, carts: Any, people: dict[str, User]
) -> None:
    """Refused also with an assessment of the products; accepted: the same vector, as assessed."""
    client, now = browse("jvermaat"), timezone.now()
    first = carts[0].product
    other = bench.product("CART-B", "LV-BCMA", Containment.LEVEL_1)
    bench.lot("BCMA-1", other, people)
    bench.running(room, "CART-1", people, now - timedelta(hours=1))
    manager = browse("nbakker")
    day = {"valid_from": "2026-01-01", "valid_until": "2030-01-01", "assessment": "Closed"}
    written = tap(manager, "sharing-new", room=room.pk, product=first.pk, other=other.pk, **day)
    assert "Different vectors never share a room." in text(written)
    use = bench.prepared(room, "BCMA-1", people, now)
    refused = begin(browse("jvermaat"), use)
    assert "CR05 is used for CART-1 with the vector LV-CD19." in text(refused)
    assert "Nobody may overrule." in text(client.get(reverse("use", args=[use.pk])))
    bench.shared(room, first, first, people)
    beside = bench.prepared(room, "CART-2", people, now)
    assert begin(browse("jvermaat"), beside).status_code == 302
    assert RoomUse.objects.running(room).count() == 2


def test_two_lots_share_a_room_only_as_approved(
    browse: Any, room: Room, carts: Any, people: dict[str, User]
) -> None:
    now = timezone.now()
    bench.running(room, "CART-1", people, now - timedelta(hours=1))
    use = bench.prepared(room, "CART-2", people, now)
    assert "CR05 is used for CART-1." in text(begin(browse("jvermaat"), use))
    manager, product = browse("nbakker"), carts[0].product
    tap(manager, "sharing-new", room=room.pk, product=product.pk, other=product.pk,
        assessment="Closed", valid_from="2026-01-01", valid_until="2030-01-01")  # fmt: skip
    sharing = room.sharings.get()
    assert "CR05 is used for CART-1." in text(begin(browse("jvermaat"), use))
    page = reverse("sharing", args=[sharing.pk])
    quality = browse("mlindqvist")
    sign(quality, page, reverse("sharing-sign", args=[sharing.pk]), "mlindqvist")
    assert begin(browse("jvermaat"), use).status_code == 302
    use.refresh_from_db()
    assert use.sharing == sharing
    first, second = RoomUse.objects.running(room)
    assert first.share_group == second.share_group
    tap(browse("jvermaat"), "use-end", use.pk)
    room.refresh_from_db()
    assert room.state == RoomState.IN_USE  # the other one goes on


def test_postgresql_itself_refuses_two_groups_in_one_room(
    room: Room, carts: Any, people: dict[str, User]
) -> None:
    now = timezone.now()
    bench.running(room, "CART-1", people, now - timedelta(hours=1))
    use = bench.prepared(room, "CART-2", people, now)
    with pytest.raises(IntegrityError, match="one_group_in_a_room"), transaction.atomic():
        changed(use, begun_at=now, begun_by=people["kadler"], share_group=new_id())


def test_the_clean_hold_time_ends_by_itself(
    browse: Any, room: Room, carts: Any, people: dict[str, User]
) -> None:
    now = timezone.now()
    room = changed(room, clean_hold_hours=48)
    change_room_state(room=room, state=RoomState.CLEAN, reason="Cleaned", by=people["kadler"],
                      at=now - timedelta(hours=47))  # fmt: skip
    assert "Clean until" in client_page(browse)
    end_due(now)
    assert Room.objects.get().state == RoomState.CLEAN
    end_due(now + timedelta(hours=2))
    room.refresh_from_db()
    assert (room.state, room.since) == (RoomState.EXPIRED, room.clean_until)
    assert room.state_changes.first().at == room.clean_until
    assert "The clean hold time is over." in client_page(browse)
    use = bench.prepared(room, "CART-1", people, now + timedelta(hours=2))
    refused = begin(browse("jvermaat"), use)
    assert "Room CR05 is “Clean hold expired”." in text(refused)


def client_page(browse: Any) -> str:
    return str(browse("jvermaat").get("/board/rooms/CR05/").text)


def test_a_state_that_follows_from_work_is_not_set_by_hand(
    room: Room, carts: Any, people: dict[str, User]
) -> None:
    now, by = timezone.now(), people["kadler"]
    with pytest.raises(Refused, match="“In use” is not set by hand"):
        change_room_state(room=room, state=RoomState.IN_USE, reason="x", by=by, at=now)
    bench.running(room, "CART-1", people, now)
    with pytest.raises(Refused, match="CR05 CART-1 has not ended"):
        change_room_state(room=room, state=RoomState.CLEAN, reason="x", by=by, at=now)
    change_room_state(room=room, state=RoomState.OUT_OF_SERVICE, reason="Leak", by=by, at=now)


def test_work_in_a_room_that_is_shut_does_not_take_it_back(
    browse: Any, room: Room, people: dict[str, User]
) -> None:
    change_room_state(room=room, state=RoomState.OUT_OF_SERVICE, reason="Filter",
                      by=people["kadler"], at=cast.NOW)  # fmt: skip
    client = browse("jvermaat")
    tap(client, "use-new", "CR05", purpose="MAINTENANCE", note="Filter change")
    use = RoomUse.objects.get()
    for name, state in (("use-begin", UseState.RUNNING), ("use-end", UseState.ENDED)):
        assert tap(client, name, use.pk).status_code == 302
        room.refresh_from_db()
        use.refresh_from_db()
        assert (room.state, use.state) == (RoomState.OUT_OF_SERVICE, state)
