"""Time zones and the doubled hour raise no false alarm, and a cut tail is found all the same.

A check of hashes over rows as the session shows them would differ in every other zone; ours are
over the bytes that were written, in UTC.
"""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import psycopg
import pytest
from django.db import connections

from cgtlims.roles import with_database
from integrity import verify
from integrity.audit.check import differences
from integrity.audit.export import export_trail
from integrity.audit.heads import sign_head, signer
from integrity.models import AuditEvent, HeadCause
from people.models import User
from tests.deeds import made
from tests.integrity.deeds import rename

ZONES = ("UTC", "Asia/Kolkata", "America/St_Johns")
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
# 25 October 2026: the clocks of the facility show 02:30 twice.
FIRST = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
SECOND = FIRST + timedelta(hours=1)


@pytest.fixture(autouse=True)
def heads(settings, tmp_path) -> Path:
    settings.AUDIT_HEADS_DIR = tmp_path / "heads"
    return tmp_path / "heads"


@pytest.fixture
def zone(live_db):
    """From here on the session of this process is one of this zone; Django would take UTC."""

    def taken(name: str) -> None:
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT set_config('timezone', %s, false)", [name])

    return taken


def superuser(database: str) -> psycopg.Connection:
    url = with_database(os.environ["CGTLIMS_TEST_ADMIN_URL"], database)
    return psycopg.connect(url, autocommit=True)


def checked(folder: Path, at: datetime, *more: str) -> str:
    """What the independent verifier says of an export made now."""
    export_trail(folder / "trail.zip", at=at)
    (folder / "keys.txt").write_text(signer().public_line)
    given = [verify.__file__, "trail.zip", "--keys", "keys.txt", *more]
    command = [sys.executable, "-I", "-S", *given]
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return ended.stdout


def test_the_hour_is_doubled():
    shown = {at.astimezone(AMSTERDAM).strftime("%H:%M") for at in (FIRST, SECOND)}
    assert shown == {"02:30"}


@pytest.mark.urs("P11-10e")
@pytest.mark.parametrize("written", ZONES)
def test_written_in_one_zone_and_checked_in_all(
    live_db, northlight, clerk, zone, tmp_path, written
):
    zone(written)
    made(User, username="jvermaat", display_name="Joris Vermaat", reset_until=FIRST)
    for name, at in (("Before", FIRST), ("After", SECOND)):
        rename(organisation=northlight, name=name, by=clerk, at=at.astimezone(AMSTERDAM))
    sign_head(cause=HeadCause.SCHEDULE, at=SECOND)
    for read in (*ZONES, "Europe/Amsterdam"):
        zone(read)
        assert list(differences()) == []
        folder = tmp_path / read.replace("/", "-")
        folder.mkdir()
        assert "are as written" in checked(folder, SECOND)
    told = [event.told["at"] for event in AuditEvent.objects.filter(verb="organisation.renamed")]
    assert told == ["2026-10-25T00:30:00.000000Z", "2026-10-25T01:30:00.000000Z"]


@pytest.mark.urs("P11-10a")
@pytest.mark.parametrize("read", ZONES)
def test_a_cut_tail_is_found_with_a_head_held_outside(
    live_db, northlight, clerk, zone, heads, tmp_path, read
):
    """Events, changes, heads and the rows themselves taken back: inside, nothing is left of it."""
    rename(organisation=northlight, name="Before", by=clerk, at=FIRST)
    with superuser(live_db) as session:
        before = session.execute("SELECT seq, hash FROM integrity_chainhead").fetchone()
        version, name = northlight.version + 1, "Before"
        rename(organisation=northlight, name="After", by=clerk, at=SECOND)
        sign_head(cause=HeadCause.SCHEDULE, at=SECOND)
        cut(session, before, northlight.pk, name, version)
    zone(read)
    assert list(differences()) == []
    assert "are as written" in checked(tmp_path, SECOND)
    kept = next(heads.glob("heads-*.txt"))
    assert "the rest is missing" in checked(tmp_path, SECOND, "--heads", str(kept))


def cut(session, before, row, name: str, version: int) -> None:
    """Everything after an event undone by somebody with all rights."""
    seq, last = before
    for table in ("people_organisation", "integrity_auditevent", "integrity_rowchange"):
        session.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
    session.execute("ALTER TABLE integrity_signedhead DISABLE TRIGGER ALL")
    session.execute(
        "DELETE FROM integrity_rowchange WHERE command_id IN"
        " (SELECT command_id FROM integrity_auditevent WHERE seq > %s)",
        [seq],
    )
    session.execute("DELETE FROM integrity_auditevent WHERE seq > %s", [seq])
    session.execute("UPDATE integrity_chainhead SET seq = %s, hash = %s", [seq, last])
    session.execute("DELETE FROM integrity_signedhead")
    session.execute(
        "UPDATE people_organisation SET name = %s, version = %s WHERE id = %s", [name, version, row]
    )
