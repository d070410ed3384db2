"""A later release changes no role; who manages roles sees what it would hold, and takes it over."""

from __future__ import annotations

from typing import Any

import pytest

from integrity.models import AuditEvent
from people.commands.roles import alter_role, define_role
from people.models import Role
from people.permissions import Permission
from people.releases import difference_of, held_by_nobody
from people.roles import ROLES
from tests.cast import NOW, SETUP
from tests.people.sending import send, words

pytestmark = pytest.mark.django_db
QUALITY = "/people/roles/alter/qa-reviewer/"


def left_as(code: str, *, less: str = "", more: str = "") -> Role:
    """The role as an older release, or the facility, left it."""
    role = Role.objects.get(code=code)
    held = {*role.permissions, more} - {less, ""}
    return alter_role(
        role=role, title=role.title, permissions=held, reason="Older", by=SETUP, at=NOW
    )


def ticked(answer: Any) -> set[str]:
    return set(answer.context["form"]["permissions"].value())


def test_a_facility_as_it_begins_differs_in_nothing(browse, people):
    assert held_by_nobody() == []
    client = browse("shaas")
    assert "Differs from this release" not in words(client.get("/people/roles/"))
    assert "Take over" not in words(client.get(QUALITY))


@pytest.mark.urs("P11-10g")
def test_what_a_release_brings_is_seen_and_taken_over(browse, people):
    """Seen in list and form; one click ticks it; only the command with a reason saves."""
    role = left_as("qa-reviewer", less=Permission.REVIEW_TRAIL)
    client = browse("shaas")
    listed = words(client.get("/people/roles/"))
    assert "Differs from this release" in listed
    assert f'href="{QUALITY}"' in listed
    form = client.get(QUALITY)
    assert 'review the audit trail <span class="crit">held in this release</span>' in words(form)
    assert "trail.review" not in ticked(form)
    filled = client.get(f"{QUALITY}?release=1")
    assert ticked(filled) == set(role_of("qa-reviewer"))
    assert "Nothing is saved yet" in words(filled)
    assert "trail.review" not in Role.objects.get(code="qa-reviewer").permissions
    typed = {
        "title": role.title, "permissions": sorted(ticked(filled)), "version": role.version,
        "strong_signature": "strong",
    }  # fmt: skip
    assert send(client, f"{QUALITY}?release=1", **typed, reason=" ").status_code == 422
    assert send(client, f"{QUALITY}?release=1", **typed, reason="New release").status_code == 302
    assert difference_of(Role.objects.get(code="qa-reviewer")) is None
    assert AuditEvent.objects.filter(verb="role.altered").latest("seq").reason == "New release"


def role_of(code: str) -> list[str]:
    return next(list(map(str, one["permissions"])) for one in ROLES if one["code"] == code)


def test_what_the_facility_added_is_marked_too(browse, people):
    left_as("operator", more=Permission.VIEW_TRAIL)
    form = words(browse("shaas").get("/people/roles/alter/operator/"))
    assert 'read the audit trail <span class="crit">not held in this release</span>' in form
    assert "Holds more than this release’s: read the audit trail." in form
    assert "This release’s role also holds" not in form


def test_a_role_of_the_facilitys_own_is_compared_with_nothing(browse, people):
    own = define_role(
        code="sampler", title="Sampler", permissions=[Permission.VIEW_BATCHES], by=SETUP, at=NOW
    )
    assert difference_of(own) is None
    page = words(browse("shaas").get("/people/roles/alter/sampler/?release=1"))
    assert "Take over" not in page


def test_who_only_reads_sees_it_without_a_way_to_change_it(browse, people):
    left_as("operator", more=Permission.VIEW_TRAIL)
    client = browse("mlindqvist")
    page = words(client.get("/people/roles/"))
    assert "Differs from this release" in page
    assert "/people/roles/alter/" not in page
    assert client.get("/people/roles/alter/operator/?release=1").status_code == 403


def test_a_permission_in_no_role_waits_for_the_administrator(browse, people):
    """One that some role holds does not, whichever role it is."""
    left_as("qa-reviewer", less=Permission.REVIEW_TRAIL)
    client = browse("shaas")
    assert "In no role" not in words(client.get("/"))
    left_as("qualified-person", less=Permission.REVIEW_TRAIL)
    assert held_by_nobody() == [Permission.REVIEW_TRAIL]
    page = words(client.get("/"))
    assert "In no role" in page
    assert "Review the audit trail" in page
    assert "In no role" not in words(browse("mlindqvist").get("/"))
