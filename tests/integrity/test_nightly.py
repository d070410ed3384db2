"""Each night the whole trail is checked; what was found is kept and told."""

from __future__ import annotations

import os
from datetime import timedelta

import psycopg
import pytest

from cgtlims.roles import with_database
from integrity.audit.nightly import CHECKING, ENOUGH, check_nightly
from integrity.models import AuditEvent, TrailCheck
from integrity.outbox.relay import relay
from integrity.tasks import check_audit_trail
from tests.integrity.deeds import rename


@pytest.fixture
def check(now):
    """Checks as if it were so many hours later."""
    return lambda hours=0: check_nightly(lambda: now + timedelta(hours=hours))


def admin(database: str) -> str:
    return with_database(os.environ["CGTLIMS_TEST_ADMIN_URL"], database)


@pytest.fixture
def superuser(live_db, northlight):
    with psycopg.connect(admin(live_db), autocommit=True) as session:
        session.execute("ALTER TABLE people_organisation DISABLE TRIGGER ALL")
        session.execute("ALTER TABLE integrity_auditevent DISABLE TRIGGER ALL")
        yield session


def test_it_works(northlight, live_db, check, now):
    kept = check()
    assert (kept.holds, kept.differences, kept.begun_at, kept.ended_at) == (True, [], now, now)
    assert kept.seq == AuditEvent.objects.latest("seq").seq
    assert TrailCheck.objects.get() == kept
    assert not AuditEvent.objects.filter(verb__startswith="trail.").exists()


@pytest.mark.urs("P11-10a")
def test_what_differs_is_kept_logged_and_said(northlight, check, superuser, subscribe, caplog):
    heard: list[str] = []
    subscribe("trail.broken", lambda event: heard.append(event.details["first"][0]))
    superuser.execute("UPDATE people_organisation SET name = 'Boreal'")
    kept = check()
    difference = f"people_organisation {northlight.pk} differs in name"
    assert (kept.found, kept.differences) == (1, [difference])
    event = AuditEvent.objects.get(verb="trail.broken")
    assert (event.actor_name, event.details["found"]) == ("CGT-LIMS trail check", "1")
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    relay()
    assert heard == [difference]


@pytest.mark.urs("P11-10a")
def test_the_administrators_page_names_a_record_that_was_altered_directly(
    live_db, browse, people, check
):
    administrator, page = browse("shaas"), "/system/jobs/"
    assert check().holds
    assert "is not as it was written" not in administrator.get(page).text
    with psycopg.connect(admin(live_db), autocommit=True) as session:
        session.execute("ALTER TABLE people_user DISABLE TRIGGER ALL")
        session.execute("UPDATE people_user SET display_name = 'J' WHERE username = 'jvermaat'")
    assert not check(25).holds
    text = administrator.get(page).text
    assert "The audit trail is not as it was written." in text
    assert f"people_user {people['jvermaat'].pk} differs in display_name" in text


def test_a_broken_chain_is_said_too(northlight, check, superuser):
    superuser.execute("UPDATE integrity_auditevent SET body = replace(body, 'made', 'lade')")
    assert check().differences[0].startswith("Audit trail: event 1:")


def test_a_check_that_cannot_be_ended_has_found_something(northlight, check, superuser):
    superuser.execute("UPDATE integrity_auditevent SET body = 'no event'")
    kept = check()
    assert not kept.holds
    assert "could not be ended" in kept.differences[-1]
    assert AuditEvent.objects.filter(verb="trail.broken").exists()


def test_one_check_a_night_is_enough(northlight, check):
    hours = ENOUGH // timedelta(hours=1)
    assert check()
    assert check(hours - 1) is None
    assert check(hours + 1)


def test_one_checker_at_a_time(northlight, check, superuser):
    superuser.execute("SELECT pg_advisory_lock(%s)", [CHECKING])
    assert check() is None
    superuser.execute("SELECT pg_advisory_unlock(%s)", [CHECKING])
    assert check()


def test_what_was_found_is_never_altered(northlight, check, superuser):
    check()
    for change in ("UPDATE integrity_trailcheck SET found = 0", "DELETE FROM integrity_trailcheck"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
            superuser.execute(change)


def test_beat_has_it_done(live_db, northlight, clerk, now):
    rename(organisation=northlight, name="Polar", by=clerk, at=now)
    check_audit_trail()
    assert TrailCheck.objects.get().holds
