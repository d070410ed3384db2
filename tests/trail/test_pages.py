"""The trail's pages: what an inspector reads, and who may."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from batches.models import BatchRecord, BatchStep, Entry
from cleanrooms.models import Room, RoomState
from integrity.models import AuditEvent
from people.commands.badges import give_badge
from people.models import Organisation, Role, User
from people.permissions import Permission
from tests import cast
from tests.deeds import changed
from tests.people.sending import end

ROOM = "/board/rooms/CR05/"
NOBODY = "0195f2c0-0000-7000-8000-000000000000"


def of(record: Any) -> str:
    return f"/trail/record/{record._meta.label_lower}/{record.pk}/"


def sent(room: Room, note: str) -> dict[str, object]:
    """The room's form as somebody sends it."""
    shown = {"command_id": uuid.uuid4(), "version": room.version}
    return {"state": RoomState.TO_BE_CLEANED, "reason": note, **shown}


@pytest.mark.urs("P11-10e")
@pytest.mark.urs("ANX11-12.4")
def test_a_change_made_on_a_page_is_told_with_old_new_who_when_and_why(
    browse: Any, read: Any, people: dict[str, User]
) -> None:
    room = cast.make_room()
    form = sent(room, "Line clearance")
    browse("kadler").post(ROOM, form)
    event = AuditEvent.objects.latest("seq")
    page = read(of(room))
    newest = page.partition('<ol class="audit">')[2].partition("</li>")[0]
    for words in (
        '<del><span class="vh">was </span>Clean</del>',
        "now </span>To be cleaned</ins>",
        "Kwame Adler",
        "Reason:</span> Line clearance",
        f'title="{event.at:%Y-%m-%d %H:%M:%S} UTC"',
    ):
        assert words in newest


@pytest.mark.urs("P11-10e")
@pytest.mark.urs("ANX11-12.4")
def test_a_refused_change_is_not_told(browse: Any, read: Any, people: dict[str, User]) -> None:
    room = cast.make_room()
    assert browse("mlindqvist").post(ROOM, sent(room, "Not mine")).status_code == 403
    assert AuditEvent.objects.latest("seq").verb == "permission.refused"
    assert "Not mine" not in read(of(room))


@pytest.mark.urs("ANX11-12.4")
def test_entry_change_and_confirmation_are_told_with_who_and_when(read: Any, entry: Entry) -> None:
    step = entry.parameter.step
    verified = BatchStep.objects.filter(verified_at__isnull=False).earliest("position")
    for record, deed, who, at in (
        (step, "Batch step performed", "Joris Vermaat", step.performed_at),
        (step, "Entry corrected", "Joris Vermaat", cast.NOW + timedelta(minutes=60)),
        (verified, "Batch step verified", "Ama Owusu", verified.verified_at),
    ):
        page = re.sub(r"<[^>]+>|\s+", " ", read(of(record)))
        when = f"2 Nov 2026 {timezone.localtime(at):%H:%M:%S} +01:00"
        assert re.search(rf"{deed} [^+]* by +{who} +{re.escape(when)}", page), deed


@pytest.mark.urs("ANX11-12.4")
def test_what_is_taken_away_stays_with_who_and_when(
    browse: Any, read: Any, people: dict[str, User]
) -> None:
    """Nothing is deleted: a badge is withdrawn, by somebody, at a moment, with a reason."""
    badge = give_badge(user=people["jvermaat"], serial="B-1", by=people["shaas"], at=cast.NOW)
    assert end(browse("shaas"), "badge", badge, reason=" ").status_code == 422
    assert "Badge withdrawn" not in read(of(badge))
    assert end(browse("shaas"), "badge", badge, reason="Lost").status_code == 302
    event = AuditEvent.objects.get(verb="badge.withdrawn")
    page = read(of(badge))
    for words in ("Badge withdrawn", "Silke Haas", "Reason:</span> Lost",
                  f'title="{event.at:%Y-%m-%d %H:%M:%S} UTC"'):  # fmt: skip
        assert words in page


@pytest.mark.urs("DI-5")
def test_every_earlier_value_stays_in_sight(read: Any, entry: Entry) -> None:
    page = read(of(entry))
    assert ["5.80" in page, "</span>5.8</del>" in page, "</span>5.0</del>" in page] == [True] * 3
    assert "Misread display" in page
    assert "As printed" in page


@pytest.mark.urs("DI-5")
def test_an_earlier_value_is_struck_only_where_another_took_its_place(
    read: Any, small_batch: BatchRecord
) -> None:
    assert "<del>" not in read(of(small_batch))


def test_everything_is_filtered(read: Any, entry: Entry) -> None:
    page = read("/trail/?deed=corrected&words=printed&kind=batches.entry")
    assert "Entry corrected" in page
    assert "Misread" not in page
    assert "No event fits" in read("/trail/?since=2031-01-01")
    assert 'value="corrected"' in page


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("since=2026-02-30", "Accepted: a day as 2026-11-02"),
        ("since=2026-11-02&until=2026-11-01", "before the first day"),
        ("kind=batches.nothing", "not one of the available choices"),
        ("person=somebody", "not one of the available choices"),
        ("words=a%00b", "Null characters are not allowed"),
    ],
)
def test_a_filter_that_is_not_understood_is_named(
    browse: Any, entry: Entry, asked: str, says: str
) -> None:
    page = browse("mlindqvist").get(f"/trail/?{asked}")
    assert page.status_code == 422
    assert says in page.text
    assert "Entry corrected" not in page.text
    assert "Export" not in page.text


def test_a_day_is_the_facilitys(browse: Any, read: Any, people: dict[str, User]) -> None:
    """Half past eleven in the evening UTC is the next day in Amsterdam."""
    changed(cast.make_room(), state_note="at night")
    first = AuditEvent.objects.latest("seq")
    local = "2026-11-02"
    assert f"event {first.seq}<" in read(f"/trail/?since={local}&until={local}")
    assert f"event {first.seq}<" not in read("/trail/?until=2026-11-01")
    assert f"event {first.seq}<" not in read("/trail/?since=2026-11-03")


def test_older_events_follow(read: Any, entry: Entry) -> None:
    newest = AuditEvent.objects.latest("seq").seq
    for number in range(20):
        changed(entry, raw=str(number))
    page = read("/trail/")
    assert f"event {newest + 20}<" in page
    before = newest + 20 - 49
    assert f'href="?before={before}"' in page
    older = read(f"/trail/?before={before}")
    assert f"event {before - 1}<" in older
    assert f"event {before}<" not in older
    assert "No older events" in older


def test_a_person_and_what_the_system_did(read: Any, people: dict[str, User], entry: Entry) -> None:
    page = read(f"/trail/person/{people['jvermaat'].pk}/")
    assert "Entry corrected" in page
    assert "Batch step verified" not in page
    executed = AuditEvent.objects.get(verb="batch.executed")
    assert "CGT-LIMS execution" in read(f"/trail/person/{executed.actor_id}/")


def test_a_command_has_its_bytes_its_place_and_its_companions(read: Any, entry: Entry) -> None:
    event = AuditEvent.objects.get(verb="batch.executed")
    page = read(f"/trail/command/{event.command_id}/")
    assert bytes(event.hash).hex() in page
    assert event.body.replace('"', "&quot;") in page
    assert "Batch step verified" in page
    assert '<del><span class="vh">was </span>In progress</del>' in page


def test_many_rows_of_a_command_are_on_pages(
    read: Any, executed_batch: BatchRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cgtlims.web.trail.command.ROWS_A_PAGE", 10)
    event = AuditEvent.objects.get(verb="master.written")
    pages = [read(f"/trail/command/{event.command_id}/?page={number}") for number in (1, 2)]
    assert [page.count('">made') for page in pages] == [10, event.changes.count() - 10]


@pytest.mark.parametrize(
    "path",
    [
        f"/trail/command/{NOBODY}/",
        f"/trail/person/{NOBODY}/",
        f"/trail/record/batches.batchrecord/{NOBODY}/",
        f"/trail/record/integrity.auditevent/{NOBODY}/",
        "/trail/record/batches.batchrecord/1/",
    ],
)
def test_what_is_not_there(browse: Any, path: str) -> None:
    assert browse("mlindqvist").get(path).status_code == 404


@pytest.mark.parametrize("who", ["jvermaat", "pnorth"])
def test_who_may_not_read_it_is_told_why(browse: Any, entry: Entry, who: str) -> None:
    event = AuditEvent.objects.latest("seq")
    client = browse(who)
    for path in ("/trail/", of(entry), f"{of(entry)}latest/", f"/trail/command/{event.command_id}/",
                 f"/trail/person/{event.actor_id}/"):  # fmt: skip
        page = client.get(path)
        assert page.status_code == 403
        assert "read the audit trail" in page.text
    assert "/trail/" not in client.get("/").text
    if who == "jvermaat":
        assert "/trail/" not in client.get(ROOM).text


def test_a_partner_with_such_a_role_still_may_not(browse: Any, entry: Entry) -> None:
    role = Role.objects.get(code="partner")
    changed(role, permissions=[*role.permissions, Permission.VIEW_TRAIL, Permission.EXPORT_TRAIL])
    client = browse("pnorth")
    assert client.get("/trail/").status_code == 403
    assert client.post("/trail/export/", {"file": "csv"}).status_code == 403
    assert "/trail/" not in client.get("/batches/CART-26-001/").text


def test_personal_values_are_for_who_manages_people(
    browse: Any, read: Any, people: dict[str, User]
) -> None:
    changed(people["aowusu"], email="ama@example.org")
    page = read(of(people["aowusu"]))
    assert "ama@example.org" not in page
    assert "personal value, not shown to you" in page
    role = Role.objects.get(code="qa-reviewer")
    changed(role, permissions=[*role.permissions, Permission.MANAGE_PEOPLE])
    assert "ama@example.org" in read(of(people["aowusu"]))


@pytest.mark.parametrize("path", ["/batches/CART-26-001/", "/batches/CART-26-001/steps/2.1/", ROOM])
def test_a_records_own_page_fetches_its_last_changes(read: Any, entry: Entry, path: str) -> None:
    address = read(path).partition('hx-get="/trail/record/')[2].partition('"')[0]
    assert address.endswith("/latest/")
    assert "<del>" in read(f"/trail/record/{address}")


def test_words_that_look_like_markup_stay_words(read: Any, people: dict[str, User]) -> None:
    sponsor = Organisation.objects.get(code="HALDEN")
    changed(sponsor, name="<b>Halden</b>")
    assert "<b>Halden" not in read(of(sponsor))
