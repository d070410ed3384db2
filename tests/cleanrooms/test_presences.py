"""Who goes into a room: gowned, in a media fill this year, and not one too many."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from cleanrooms.models import Grade, PlateDemand, Presence, Room
from people.commands.badges import give_badge
from people.models import User
from people.qualifications import ASEPTIC, GOWNING
from tests import cast
from tests.cleanrooms import bench
from tests.cleanrooms.bench import tap, text
from tests.passwords import PASSWORD

TABLET = "/board/rooms/CR01/tablet/"
DAY = timedelta(days=1)


@pytest.fixture
def filling(people: dict[str, User]) -> Room:
    return cast.make_room("CR01", Grade.B, most_persons=2)


@pytest.fixture
def joris(people: dict[str, User]) -> User:
    return people["jvermaat"]


@pytest.mark.urs("ANX1-7.5")
def test_lapsed_gowning_keeps_out_of_grade_b(
    browse: Any, filling: Room, joris: User, people: dict[str, User]
) -> None:
    today = timezone.now().date()
    bench.qualify(joris, people, ASEPTIC, today - 30 * DAY)
    bench.qualify(joris, people, GOWNING, today - 400 * DAY)
    client = browse("jvermaat")
    said = "Joris Vermaat lacks the qualification “Gowning, grade A/B”, or it has expired."
    assert said in text(client.get(TABLET))
    refused = tap(client, "room-enter", "CR01")
    assert (refused.status_code, said in text(refused)) == (409, True)
    assert not Presence.objects.exists()
    bench.qualify(joris, people, GOWNING, today)
    assert tap(client, "room-enter", "CR01").status_code == 302
    assert "1 of at most 2" in text(client.get(TABLET))


@pytest.mark.urs("ANX1-7.6")
def test_work_in_grade_b_asks_for_a_simulation_within_twelve_months(
    browse: Any, filling: Room, joris: User, people: dict[str, User]
) -> None:
    today = timezone.now().date()
    bench.qualify(joris, people, GOWNING, today - 30 * DAY)
    bench.qualify(joris, people, ASEPTIC, today - 370 * DAY)
    client = browse("jvermaat")
    refused = tap(client, "room-enter", "CR01")
    said = "Joris Vermaat took part in no aseptic process simulation within 12 months."
    assert said in text(refused)
    assert not Presence.objects.exists()
    bench.qualify(joris, people, ASEPTIC, today - 300 * DAY)
    assert tap(client, "room-enter", "CR01").status_code == 302


def test_grade_c_asks_for_neither(browse: Any, people: dict[str, User]) -> None:
    cast.make_room("CR05", Grade.C)
    assert tap(browse("jvermaat"), "room-enter", "CR05").status_code == 302


def test_leaving_grade_c_asks_for_none(browse: Any, people: dict[str, User]) -> None:
    cast.make_room("CR05", Grade.C)
    client = browse("jvermaat")
    tap(client, "room-enter", "CR05")
    tap(client, "presence-leave", Presence.objects.get().pk)
    assert not PlateDemand.objects.exists()


def test_one_too_many_waits_outside(browse: Any, people: dict[str, User]) -> None:
    cast.make_room("CR05", Grade.C, most_persons=1)
    tap(browse("jvermaat"), "room-enter", "CR05")
    refused = tap(browse("aowusu"), "room-enter", "CR05")
    assert "CR05 holds 1 persons at most." in text(refused)
    assert Presence.objects.count() == 1


def test_who_goes_into_another_room_has_left_the_first(
    browse: Any, people: dict[str, User], joris: User
) -> None:
    for code in ("CR05", "CR06"):
        cast.make_room(code, Grade.C)
    client = browse("jvermaat")
    for code in ("CR05", "CR06"):
        tap(client, "room-enter", code)
    first, second = Presence.objects.order_by("entered_at")
    assert first.left_at == second.entered_at
    assert "Joris Vermaat" in client.get("/board/?room=CR06").text
    twice = tap(client, "room-enter", "CR06")
    assert "Joris Vermaat is in CR06." in text(twice)


def test_somebody_else_taps_in_by_badge_or_by_pin(browse: Any, people: dict[str, User]) -> None:
    cast.make_room("CR05", Grade.C)
    ama = people["aowusu"]
    give_badge(user=ama, serial="B-AMA", by=people["shaas"], at=cast.NOW)
    client = browse("jvermaat")
    unknown = tap(client, "room-enter-other", "CR05", who="kadler")
    assert "Nobody is known by this badge" in text(unknown)
    wrong = tap(client, "room-enter-other", "CR05", who="kadler", pin="111222")
    assert "This is not right for kadler." in text(wrong)
    assert not Presence.objects.exists()
    assert tap(client, "room-enter-other", "CR05", who="B-AMA").status_code == 302
    one = Presence.objects.get()
    assert (one.person, one.entered_by) == (ama, people["jvermaat"])


def test_somebody_taps_in_by_badge_without_network(browse: Any, people: dict[str, User]) -> None:
    """Kept without any secret, and recorded with when it was done."""
    cast.make_room("CR05", Grade.C)
    give_badge(user=people["aowusu"], serial="B-AMA", by=people["shaas"], at=cast.NOW)
    client, pressed = browse("jvermaat"), (timezone.now() - timedelta(hours=1)).isoformat()
    page = client.get(reverse("room-tablet", args=["CR05"])).text
    kept = page[page.index('data-queue="Enter CR05 by badge"') :]
    assert 'type="password"' not in kept[: kept.index("</form>")]
    unknown = tap(client, "room-enter-badge", "CR05", badge="B-1", pressed_at=pressed)
    assert "Nobody is known by this badge" in text(unknown)
    assert 'value="B-1"' in unknown.text
    tap(client, "room-enter-badge", "CR05", badge="B-AMA", pressed_at=pressed)
    one = Presence.objects.get()
    assert (one.person, one.entered_by) == (people["aowusu"], people["jvermaat"])
    assert one.entered_at.isoformat() == pressed


def test_two_people_let_somebody_in_for_that_day(
    browse: Any, filling: Room, joris: User, people: dict[str, User]
) -> None:
    bench.qualify(joris, people, GOWNING, timezone.now().date())
    client = browse("jvermaat")
    shown = client.get(TABLET).context["overruling"].initial
    sent = {
        "command_id": str(shown["command_id"]), "shown": shown["shown"], "reason": "Alarm",
        "who": "kadler", "secret": PASSWORD, "second_who": "aowusu", "second_secret": PASSWORD,
    }  # fmt: skip
    assert client.post(reverse("room-let-in", args=["CR01"]), sent).status_code == 302
    assert tap(client, "room-enter", "CR01").status_code == 302
    assert "lacks the qualification" in text(browse("aowusu").get(TABLET))


def test_an_entry_that_comes_late_is_not_within_a_stay(
    browse: Any, people: dict[str, User]
) -> None:
    for code in ("CR05", "CR06"):
        cast.make_room(code, Grade.C)
    client, now = browse("jvermaat"), timezone.now()
    tap(client, "room-enter", "CR05", pressed_at=(now - timedelta(hours=2)).isoformat())
    tap(client, "presence-leave", Presence.objects.get().pk)
    late = (now - timedelta(hours=1)).isoformat()
    refused = tap(client, "room-enter", "CR06", pressed_at=late)
    assert "Joris Vermaat was in CR05 from" in text(refused)
    assert Presence.objects.count() == 1


def test_who_may_not_use_rooms_taps_nothing(browse: Any, people: dict[str, User]) -> None:
    cast.make_room("CR05", Grade.C)
    assert tap(browse("hbrandt") if "hbrandt" in people else browse("shaas"),
               "room-enter", "CR05").status_code == 403  # fmt: skip
    assert tap(browse("pnorth"), "room-enter", "CR05").status_code == 404
