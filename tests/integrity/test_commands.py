"""The five beats of every command."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime

import pytest

from integrity.actors import ServiceActor
from integrity.commands import SilentCommand, say
from integrity.models import OutboxMessage
from integrity.outbox.publish import publish
from integrity.refusals import NotPermitted, Refused
from people.commands.organisations import register_organisation
from people.models import Organisation
from tests.deeds import made, said
from tests.integrity.deeds import (
    merge,
    rename,
    rename_for,
    rename_silently,
    say_twice,
    try_to_rename,
)

pytestmark = pytest.mark.django_db


def fail() -> None:
    raise OSError("The disk is full.")


def stores_once(store: Callable[[Organisation], None]) -> Callable[[Organisation], None]:
    """Stores the first record and fails at the second."""
    stored: list[Organisation] = []

    def storing(record: Organisation) -> None:
        if stored:
            fail()
        stored.append(record)
        store(record)

    return storing


def test_it_works(northlight, clerk, now):
    changed = rename(organisation=northlight, name="Polar", by=clerk, at=now)
    assert (changed.name, changed.version) == ("Polar", 2)
    event = said().get()
    assert event.verb == "organisation.renamed"
    assert event.command == "tests.integrity.deeds.rename"
    assert (event.subject_type, event.subject_id) == ("people.organisation", str(northlight.pk))
    assert event.subject_label == "Polar"
    assert (event.actor_id, event.actor_name) == (clerk.id, "Clerk")
    assert event.at == now
    assert event.appended_at > now
    assert event.reason == "merger"
    assert event.details == {"from": "Northlight"}
    assert isinstance(event.command_id, uuid.UUID)


@pytest.mark.parametrize("reason", ["merger", "  the\n merger ", "m" * 500])
def test_a_reason_is_kept_on_one_line(northlight, clerk, now, reason):
    rename_for(organisation=northlight, name="Polar", reason=reason, by=clerk, at=now)
    assert said().get().reason == " ".join(reason.split())


@pytest.mark.parametrize(
    ("reason", "message"),
    [
        ("", "A reason is needed."),
        (" \n ", "A reason is needed."),
        ("m" * 501, "This reason cannot be kept."),
        ("mer\x00ger", "This reason cannot be kept."),
    ],
)
def test_a_reason_that_cannot_be_kept_changes_nothing(northlight, clerk, now, reason, message):
    with pytest.raises(Refused) as refused:
        rename_for(organisation=northlight, name="Polar", reason=reason, by=clerk, at=now)
    (blocker,) = refused.value.blockers
    assert (blocker.code, blocker.message, blocker.field) == ("REASON_NEEDED", message, "reason")
    assert blocker.clears == "Accepted: 1 to 500 characters that can be printed."
    northlight.refresh_from_db()
    assert northlight.name == "Northlight"


def test_the_permission_comes_before_the_body(northlight, visitor, now, verbs):
    ran: list[str] = []
    with pytest.raises(NotPermitted) as refused:
        rename(
            organisation=northlight, name="Polar", by=visitor, at=now, then=lambda: ran.append("")
        )
    assert refused.value.status == 403
    assert [blocker.code for blocker in refused.value.blockers] == ["NOT_PERMITTED"]
    assert "Visitor" in str(refused.value)
    assert "manage people and roles" in str(refused.value)
    assert not ran
    assert verbs() == ["permission.refused"]


def test_without_an_actor_nothing_runs(northlight, now):
    with pytest.raises(KeyError, match="by"):
        rename(organisation=northlight, name="Polar", at=now)
    with pytest.raises(AttributeError):
        rename(organisation=northlight, name="Polar", by=None, at=now)
    northlight.refresh_from_db()
    assert northlight.name == "Northlight"


def test_inputs_have_names(northlight, clerk, now):
    with pytest.raises(TypeError):
        rename(northlight, name="Polar", by=clerk, at=now)


def test_an_instant_without_a_zone_is_refused(northlight, clerk):
    naive = datetime(2026, 11, 2, 8, 0)  # noqa: DTZ001
    with pytest.raises(ValueError, match="aware"):
        rename(organisation=northlight, name="Polar", by=clerk, at=naive)
    northlight.refresh_from_db()
    assert northlight.name == "Northlight"


def test_a_command_that_does_not_say_what_it_did_changes_nothing(northlight, clerk, now):
    with pytest.raises(SilentCommand, match="did not say"):
        rename_silently(organisation=northlight, by=clerk, at=now)
    northlight.refresh_from_db()
    assert northlight.name == "Northlight"


def test_a_command_says_one_thing(northlight, clerk, now):
    with pytest.raises(SilentCommand, match="already said organisation.looked_at"):
        say_twice(organisation=northlight, by=clerk, at=now)
    assert not said().exists()


def test_nothing_is_said_outside_a_command(northlight):
    with pytest.raises(SilentCommand, match="inside a command"):
        say("organisation.renamed", about=northlight)


def test_a_refusal_changes_nothing(northlight, clerk, now):
    with pytest.raises(Refused) as refused:
        rename(organisation=northlight, name="Northlight", by=clerk, at=now)
    assert refused.value.status == 422
    northlight.refresh_from_db()
    assert northlight.version == 1
    assert not said().exists()


def test_commands_inside_a_command_write_their_events_in_order(northlight, clerk, now, verbs):
    halden = made(Organisation, code="HALDEN", name="Halden", kind="SPONSOR")
    helper = ServiceActor("Helper", clerk.permissions)
    merge(into=northlight, other=halden, by=clerk, helper=helper, at=now)
    assert verbs() == ["organisation.renamed", "organisation.renamed", "organisation.merged"]
    events = list(said().order_by("seq"))
    assert [event.actor_name for event in events] == ["Helper", "Clerk", "Clerk"]
    assert len({event.command_id for event in events}) == 3


def test_a_failure_in_a_later_inner_command_takes_back_the_earlier(
    northlight, clerk, now, monkeypatch
):
    halden = made(Organisation, code="HALDEN", name="Halden", kind="SPONSOR")
    monkeypatch.setattr(Organisation, "store", stores_once(Organisation.store))
    with pytest.raises(OSError, match="disk"):
        merge(into=northlight, other=halden, by=clerk, helper=clerk, at=now)
    halden.refresh_from_db()
    assert (halden.name, halden.version) == ("Halden", 1)
    assert not said().exists()


def test_inner_commands_ask_for_the_permission_of_their_own_actor(
    northlight, clerk, visitor, now, verbs
):
    halden = made(Organisation, code="HALDEN", name="Halden", kind="SPONSOR")
    with pytest.raises(NotPermitted, match="Visitor"):
        merge(into=northlight, other=halden, by=clerk, helper=visitor, at=now)
    assert verbs() == ["permission.refused"]
    assert said().get().details == {"asked": "tests.integrity.deeds.merge", "who": "Visitor"}


def test_an_inner_command_that_failed_leaves_nothing_when_the_outer_goes_on(
    northlight, clerk, now, verbs
):
    try_to_rename(organisation=northlight, names=["Regretted", "Polar"], by=clerk, at=now)
    northlight.refresh_from_db()
    assert (northlight.name, northlight.version) == ("Polar", 2)
    assert verbs() == ["organisation.renamed", "organisation.tried"]


def test_a_failure_after_the_change_takes_back_change_and_event(northlight, clerk, now):
    with pytest.raises(OSError, match="disk"):
        rename(organisation=northlight, name="Polar", by=clerk, at=now, then=fail)
    northlight.refresh_from_db()
    assert (northlight.name, northlight.version) == ("Northlight", 1)
    assert not said().exists()


def test_change_event_and_messages_are_written_together_or_not_at_all(
    northlight, clerk, now, subscribe, monkeypatch
):
    subscribe("organisation.renamed", lambda event: None)

    def written_then_failed(events):
        publish(events)
        assert said().count() == OutboxMessage.objects.count() == 1
        fail()

    monkeypatch.setattr("integrity.running.publish", written_then_failed)
    with pytest.raises(OSError, match="disk"):
        rename(organisation=northlight, name="Polar", by=clerk, at=now)
    northlight.refresh_from_db()
    assert northlight.name == "Northlight"
    assert not said().exists()
    assert not OutboxMessage.objects.exists()


def test_inputs_without_a_name_are_refused_not_dropped(people, now):
    with pytest.raises(TypeError, match="by name"):
        register_organisation("SITE-2", by=people["kadler"], at=now)
