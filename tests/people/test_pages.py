"""People's pages: what is typed reaches the command, and what is refused keeps it."""

from __future__ import annotations

import uuid
from http.cookies import SimpleCookie

import pytest
from django.utils import timezone

from people.commands.badges import give_badge
from people.commands.qualification_kinds import define_qualification
from people.lockout import attempt
from people.models import Lockout, Role, Tablet, tablet_of
from people.permissions import Permission
from people.qualifications import QUALIFICATIONS
from tests.cast import SETUP
from tests.people.sending import again, end, send, words

pytestmark = pytest.mark.django_db
ON_ACCOUNT = "/people/accounts/jvermaat"
NOBODYS = uuid.UUID(int=0)


def test_the_list_finds_people(browse, people, now):
    client = browse("shaas")
    assert all(user.display_name in words(client.get("/people/")) for user in people.values())
    for query, shown, hidden in (
        ("name=verm", "Joris Vermaat", "Ama Owusu"),
        ("role=qc-analyst", "Tomas Rieger", "Ama Owusu"),
        ("state=closed", "Nobody fits", "Ama Owusu"),
        ("role=no-such-role", "Nobody fits", "Ama Owusu"),
    ):
        page = words(client.get(f"/people/?{query}"))
        assert shown in page
        assert hidden not in page


def test_a_locked_account_is_shown_and_unlocked(browse, people):
    for _ in range(5):
        attempt(people["jvermaat"], timezone.now())
    with pytest.raises(Exception, match="locked"):
        attempt(people["jvermaat"], timezone.now())
    client = browse("shaas")
    assert "Joris Vermaat" in words(client.get("/people/?state=locked"))
    assert "Locked after failed attempts" in words(client.get(f"{ON_ACCOUNT}/"))
    assert send(client, f"{ON_ACCOUNT}/unlock/", reason="He called").status_code == 302
    assert Lockout.objects.get(user=people["jvermaat"]).locked_until is None


def test_a_role_is_given_and_ended(browse, people, facility):
    client, user = browse("shaas"), people["jvermaat"]
    role = Role.objects.get(code="planner")
    given = {"role": role.pk, "organisation": facility.pk}
    assert send(client, f"{ON_ACCOUNT}/give-role/", **given).status_code == 302
    assert again(user).may(Permission.CREATE_BATCH)
    refused = send(client, f"{ON_ACCOUNT}/give-role/", **given)
    assert (refused.status_code, "already" in words(refused)) == (422, True)
    held = user.memberships.get(role=role)
    assert end(client, "role", held, reason="").status_code == 422
    assert end(client, "role", held, reason="Back to the bench").status_code == 302
    assert not again(user).may(Permission.CREATE_BATCH)


def test_a_double_tap_gives_once(browse, people, facility):
    client = browse("shaas")
    typed = {
        "role": Role.objects.get(code="planner").pk, "organisation": facility.pk,
        "command_id": str(uuid.uuid4()),
    }  # fmt: skip
    assert send(client, f"{ON_ACCOUNT}/give-role/", **typed).status_code == 302
    assert send(client, f"{ON_ACCOUNT}/give-role/", **typed).status_code == 302
    assert people["jvermaat"].memberships.count() == 2


@pytest.mark.urs("ANX11-9")
def test_details_change_with_a_reason(browse, people):
    client = browse("shaas")
    version = people["jvermaat"].version
    typed = {
        "display_name": "Joris de Boer", "email": "j.deboer@example.org", "version": version,
    }  # fmt: skip
    refused = send(client, f"{ON_ACCOUNT}/change/", **typed, reason="")
    assert (refused.status_code, "Joris de Boer" in words(refused)) == (422, True)
    assert again(people["jvermaat"]).display_name == "Joris Vermaat"
    assert send(client, f"{ON_ACCOUNT}/change/", **typed, reason="Married").status_code == 302
    assert again(people["jvermaat"]).display_name == "Joris de Boer"
    assert "Married" in words(client.get(f"{ON_ACCOUNT}/"))


def test_details_change_only_as_they_were_shown(browse, people):
    """Of two who change them at once, the second sees what the first one wrote, and when."""
    client, version = browse("shaas"), people["jvermaat"].version
    first = {"display_name": "Joris de Boer", "email": "", "version": version}
    second = {"display_name": "Joris Vermaat", "email": "jv@example.org", "version": version}
    assert send(client, f"{ON_ACCOUNT}/change/", **first, reason="Married").status_code == 302
    stale = send(client, f"{ON_ACCOUNT}/change/", **second, reason="New address")
    assert stale.status_code == 409
    assert "now “Joris de Boer”, set by Silke Haas" in words(stale)
    assert "jv@example.org" in words(stale)
    seen = {**second, "version": stale.context["form"]["version"].value()}
    assert send(client, f"{ON_ACCOUNT}/change/", **seen, reason="New address").status_code == 302
    assert again(people["jvermaat"]).email == "jv@example.org"


def test_an_account_is_closed_and_opened_again(browse, people):
    client, user = browse("shaas"), people["jvermaat"]
    send(client, f"{ON_ACCOUNT}/close/", reason="On leave")
    assert not again(user).is_active
    assert "Joris Vermaat" in words(client.get("/people/?state=closed"))
    assert send(client, f"{ON_ACCOUNT}/close/", reason="Again").status_code == 409
    send(client, f"{ON_ACCOUNT}/reopen/", reason="Back")
    assert again(user).may(Permission.EXECUTE_STEP)
    own = send(client, "/people/accounts/shaas/close/", reason="Tired")
    assert (own.status_code, "cannot close your own" in words(own)) == (409, True)


def test_a_badge_is_given_and_withdrawn(browse, people):
    client, user = browse("shaas"), people["jvermaat"]
    assert send(client, f"{ON_ACCOUNT}/give-badge/", serial="04:A2").status_code == 302
    other = send(client, "/people/accounts/aowusu/give-badge/", serial="04:A2")
    assert (other.status_code, "Somebody holds" in words(other)) == (422, True)
    badge = user.badges.get()
    end(client, "badge", badge, reason="Lost")
    assert user.badges.get().withdrawn_reason == "Lost"


def test_a_qualification_is_recorded_by_who_may(browse, people, now):
    kinds = [define_qualification(**draft, by=SETUP, at=now) for draft in QUALIFICATIONS]
    client = browse("mlindqvist")
    typed = {"kind": kinds[0].pk, "achieved_on": "2026-10-05", "evidence": "TR-0042"}
    assert send(client, f"{ON_ACCOUNT}/qualify/", **typed).status_code == 302
    assert "TR-0042" in words(client.get(f"{ON_ACCOUNT}/"))
    wrong = send(client, f"{ON_ACCOUNT}/qualify/", **{**typed, "achieved_on": "yesterday"})
    assert (wrong.status_code, "yesterday" in words(wrong)) == (422, True)


def test_roles_are_defined_and_altered(browse, people):
    client = browse("shaas")
    signs = {"strong_signature": "any"}
    typed = {"code": "sampler", "title": "Sampler", "permissions": ["batches.view"], **signs}
    assert send(client, "/people/roles/new/", **typed).status_code == 302
    path = "/people/roles/alter/sampler/"
    version = Role.objects.get(code="sampler").version
    wider = {
        "title": "Sampler", "permissions": ["batches.view", "qc.view"], "version": version, **signs,
    }  # fmt: skip
    assert send(client, path, **wider, reason="").status_code == 422
    assert send(client, path, **wider, reason="Reads results").status_code == 302
    assert Role.objects.get(code="sampler").permissions == ["batches.view", "qc.view"]
    assert "Sampler" in words(client.get("/people/roles/"))


def test_the_device_that_asks_is_enrolled_under_the_key_in_its_cookie(browse, people):
    client = browse("shaas")
    client.get("/people/tablets/new/")
    cookie = client.cookies["tablet"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Strict")
    typed = {
        "code": "TAB-01", "name": "Bench 1", "px_per_mm": "5.98", "command_id": str(uuid.uuid4()),
    }  # fmt: skip
    for _ in range(2):
        assert send(client, "/people/tablets/new/", **typed).status_code == 302
    tablet = Tablet.objects.get()
    assert tablet_of(cookie.value) == tablet
    assert "You are at an enrolled tablet" in words(client.get("/people/tablets/"))
    end(client, "tablet", tablet, reason="Broken")
    assert "You are at an enrolled tablet" not in words(client.get("/people/tablets/"))
    client.get("/people/tablets/new/")
    assert client.cookies["tablet"].value != cookie.value


def test_without_a_cookie_no_tablet_is_enrolled(browse, people):
    client = browse("shaas")
    typed = {"code": "TAB-01", "name": "Bench 1", "px_per_mm": "5.98"}
    refused = send(client, "/people/tablets/new/", **typed)
    assert (refused.status_code, "has no key" in words(refused)) == (409, True)
    client.cookies.update(SimpleCookie({"tablet": "short"}))
    assert send(client, "/people/tablets/new/", **typed).status_code == 409
    assert not Tablet.objects.exists()


@pytest.mark.parametrize(
    "path",
    [
        "/people/accounts/nobody/", f"{ON_ACCOUNT}/no-such-deed/",
        f"/people/end/nothing/{NOBODYS}/", f"/people/end/badge/{NOBODYS}/",
        "/people/roles/alter/no-such-role/", "/people/access-reviews/7/",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(browse, path):
    assert browse("shaas").get(path).status_code == 404


def test_others_see_no_entry_and_no_button(browse, people, boss, now):
    give_badge(user=people["jvermaat"], serial="04:A2", by=boss, at=now)
    reader = words(browse("mlindqvist").get(f"{ON_ACCOUNT}/"))
    assert "04:A2" in reader
    assert "Give a role" not in reader
    assert "Withdraw" not in reader
    assert 'href="/people/"' not in words(browse("jvermaat").get("/"))
