"""A document governs work: nobody does it without being trained on its effective version."""

from __future__ import annotations

import html
import re
import uuid
from datetime import timedelta

import pytest
from django.test import Client

from cleanrooms.commands.presences import enter_room, leave_room
from cleanrooms.models import Presence, Room
from documents.activities import ACTIVITIES
from documents.models import Document
from integrity.models import Overruling
from integrity.refusals import NotPermitted, Refused
from people.permissions import Permission
from quality.models import Deviation
from tests import cast
from tests.cast import NOW
from tests.documents import labels, papers
from tests.passwords import PASSWORD

pytestmark = pytest.mark.django_db
PAGE = "/documents/SOP-017/versions/1/"


@pytest.fixture
def sop(people):
    return papers.document(people, title="Cleaning of rooms")


@pytest.fixture
def room(people) -> Room:
    return cast.make_room()


@pytest.fixture
def as_(people):
    def client(username: str) -> Client:
        found = Client()
        found.force_login(people[username])
        return found

    return client


def text(answer) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


def use(room: Room, by, at=NOW) -> Room:
    """The person was in the room."""
    presence = enter_room(room=room, person=by, by=by, at=at)
    return leave_room(presence=presence, by=by, at=at).room


def governs(people, sop) -> Document:
    return papers.governing(people, sop, Permission.USE_ROOM)


def assign(client: Client, *activities: str, **said: str):
    shown = client.get("/documents/SOP-017/governs/").context["form"].initial
    given = {"command_id": str(uuid.uuid4()), "version": shown["version"], "reason": "Risk"}
    return client.post("/documents/SOP-017/governs/", {**given, "activities": activities, **said})


@pytest.mark.urs("FAC-10")
@pytest.mark.urs("P11-10i")
def test_qa_assigns_and_who_is_not_trained_is_kept_from_it_until_trained(people, sop, room, as_):
    papers.effective(people, sop)
    quality, joris = as_("mlindqvist"), as_("jvermaat")
    assert assign(quality, "cleanrooms.use").status_code == 302
    assert "enter, use and clean rooms" in text(quality.get(PAGE))
    refused = go_in(joris, room)
    assert refused.status_code == 409
    assert "Joris Vermaat is not trained on SOP-017 v1." in text(refused)
    assert not Presence.objects.exists()
    assert "Why you cannot do what it governs" in text(joris.get(PAGE))
    papers.read(people["jvermaat"], sop.versions.get())
    assert go_in(joris, room).status_code == 302
    room.refresh_from_db()
    assert room == room
    assert "Why you cannot do what it governs" not in text(joris.get(PAGE))


def go_in(client: Client, room: Room):
    return client.post(f"/board/rooms/{room.code}/enter/", {"command_id": str(uuid.uuid4())})


def test_who_is_kept_from_it_is_told_before_anything_is_typed(people, sop, as_):
    papers.effective(people, papers.governing(people, sop, Permission.PRINT_LABEL))
    page = f"/documents/labels/of/materials.container/{labels.container().pk}/print/"
    assert "Joris Vermaat is not trained on SOP-017 v1." in text(as_("jvermaat").get(page))
    papers.read(people["jvermaat"], sop.versions.get())
    assert "is not trained" not in text(as_("jvermaat").get(page))


def test_nothing_assigned_nothing_asked(people, sop, room):
    papers.effective(people, sop)
    assert use(room, people["jvermaat"]) == room


def test_other_work_than_it_governs_is_not_asked(people, sop, room):
    papers.effective(people, papers.governing(people, sop, Permission.RECORD_RESULT))
    assert use(room, people["jvermaat"]) == room


def test_before_its_first_version_is_effective_it_keeps_nobody_from_work(people, sop, room):
    papers.approved(people, governs(people, sop))
    assert use(room, people["jvermaat"]) == room


def test_every_version_that_becomes_effective_asks_anew(people, sop, room):
    version = papers.effective(people, governs(people, sop))
    papers.read(people["jvermaat"], version)
    papers.effective(people, sop, text="Other")
    with pytest.raises(Refused):
        use(room, people["jvermaat"])


def test_what_was_withdrawn_from_it_is_asked_no_more(people, sop, room, as_):
    papers.effective(people, governs(people, sop))
    assert assign(as_("mlindqvist")).status_code == 302
    assert use(room, people["jvermaat"]) == room


def test_overruled_it_is_for_the_person_and_the_day_and_a_deviation_opens(people, sop, room, as_):
    papers.effective(people, governs(people, sop))
    joris = as_("jvermaat")
    alone = overrule(joris, second_who="kadler")
    assert alone.status_code in {409, 422}
    assert "must be another person" in text(alone)
    assert not Overruling.objects.exists()
    assert overrule(joris).status_code == 302
    assert "Joris Vermaat is not trained on SOP-017 v1" in Deviation.objects.get().description
    at = Overruling.objects.get().at
    with pytest.raises(Refused):
        use(room, people["aowusu"], at)
    with pytest.raises(Refused):
        use(room, people["jvermaat"], at + timedelta(days=1))
    assert use(room, people["jvermaat"], at) == room


def overrule(client: Client, **said: str):
    shown = client.get(PAGE).context["overruling"].initial
    entered = {
        "command_id": str(shown["command_id"]), "shown": shown["shown"],
        "reason": "Cleaning cannot wait; shown by the supervisor.",
        "who": "kadler", "secret": PASSWORD, "second_who": "aowusu", "second_secret": PASSWORD,
    }  # fmt: skip
    return client.post(f"{PAGE}overrule/", {**entered, **said})


def test_only_who_approves_documents_assigns_and_only_what_can_be(people, sop, as_):
    assert as_("jvermaat").get("/documents/SOP-017/governs/").status_code == 403
    with pytest.raises(NotPermitted):
        papers.assign_activities(
            document=sop, activities=[], reason="Risk", by=people["jvermaat"], at=NOW
        )
    with pytest.raises(Refused) as refused:
        papers.governing(people, sop, Permission.PLACE_HOLD)
    assert [one.code for one in refused.value.blockers] == ["BAD_ACTIVITY"]
    assert assign(as_("mlindqvist"), "cleanrooms.use", reason="").status_code == 422
    sop.refresh_from_db()
    assert sop.governs == []


def test_safety_is_never_kept_from_anybody():
    always = {
        Permission.PLACE_HOLD, Permission.RAISE_DEVIATION, Permission.OVERRULE,
        Permission.VIEW_DOCUMENTS, Permission.TRAIN_PEOPLE,
    }  # fmt: skip
    assert not always & set(ACTIVITIES)


def test_work_costs_one_query_more_and_governed_work_two(
    people, sop, room, django_assert_num_queries
):
    papers.effective(people, governs(people, sop))
    papers.read(people["jvermaat"], sop.versions.get())
    by = people["jvermaat"]
    assert by.authority.own()
    from documents.activities import trained_for

    with django_assert_num_queries(2):
        assert not list(trained_for(by, permission=Permission.USE_ROOM, at=NOW))
    with django_assert_num_queries(1):
        assert not list(trained_for(by, permission=Permission.COUNT_STOCK, at=NOW))
    with django_assert_num_queries(0):
        assert not list(trained_for(by, permission=Permission.EXECUTE_STEP, at=NOW))
