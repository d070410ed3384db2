"""The signed head that covers a record stands on its paper, and proves the trail behind it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import psycopg
import pytest

from batches.commands.renditions import JOB_KIND, request_record_pdf
from batches.models import BatchRecord, BatchRendition
from cgtlims.roles import with_database
from documents.store import read
from integrity.audit.heads import sign_head, signer
from integrity.jobs.work import run
from integrity.models import AuditEvent, HeadCause, Job, JobState, SignedHead
from integrity.verify import is_signed, read_heads, read_keys
from people.models import User
from tests.batches.record_pdf.conftest import NOTE, printed
from tests.cast import NOW
from tests.deeds import changed
from tests.documents import reading

KEYS = read_keys(signer().public_line.encode())


@pytest.fixture(autouse=True)
def heads(settings: Any, tmp_path: Path) -> Path:
    settings.AUDIT_HEADS_DIR = tmp_path / "heads"
    return tmp_path / "heads"


@pytest.fixture
def job(live_db: str, people: dict[str, User], executed_batch: BatchRecord) -> Job:
    request_record_pdf(batch=executed_batch, by=people["mlindqvist"], at=NOW)
    return Job.objects.get(kind=JOB_KIND)


def lines_of_head(content: bytes) -> list[str]:
    """What is printed below the words “Signed head of the audit trail”, line by line."""
    with reading.opened(content) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    (page,) = (text for text in pages if "Signed head of the audit trail" in text)
    return page[page.index(signer().name) :].splitlines()


@pytest.mark.urs("P11-10a")
def test_it_works(job: Job, executed_batch: BatchRecord, heads: Path) -> None:
    """The paper's note is the one kept outside, signed, and covers the record's last event."""
    assert run(str(job.pk))
    head = SignedHead.objects.get()
    assert head.cause == HeadCause.PRINT
    last = AuditEvent.objects.filter(subject_id=str(executed_batch.pk)).latest("seq")
    assert head.seq >= last.seq
    name, seq, last_hash, at, signature = lines_of_head(made())[:5]
    (kept,) = read_heads((heads / "heads-2026.txt").read_bytes())
    assert is_signed(kept, KEYS)
    assert f"{name}\n{seq}\n{last_hash}\n{at}\n\n{signature}\n" == head.note
    assert (kept.seq, kept.hash) == (int(seq), head.last_hash)


def made() -> bytes:
    return read(BatchRendition.objects.latest("rendition__made_at").rendition.sha256)


def test_a_head_that_is_there_already_is_printed(job: Job, people: dict[str, User]) -> None:
    """The same for ever, whatever has happened elsewhere since."""
    there = sign_head(cause=HeadCause.SCHEDULE, at=NOW)
    assert there is not None
    changed(people["aowusu"], email="ama@example.org")
    assert run(str(job.pk))
    assert list(SignedHead.objects.all()) == [there]
    assert lines_of_head(made())[1] == str(there.seq)


def test_a_head_that_does_not_cover_the_record_is_not_enough(
    job: Job, executed_batch: BatchRecord
) -> None:
    sign_head(cause=HeadCause.SCHEDULE, at=NOW)
    changed(executed_batch, patient_code="NLT-0060")
    assert run(str(job.pk))
    early, late = SignedHead.objects.order_by("id")
    assert early.seq < AuditEvent.objects.filter(verb="test_row.changed").latest("seq").seq
    assert lines_of_head(made())[1] == str(late.seq)


def test_it_stands_once_behind_the_trail(executed_record) -> None:
    text = reading.text(printed(executed_record).content)
    assert text.count("Signed head of the audit trail") == 1
    assert text.count(NOTE.splitlines()[-1]) == 1


@pytest.mark.urs("P11-10a")
def test_nothing_is_printed_from_a_trail_that_was_altered(job: Job, live_db: str) -> None:
    url = with_database(os.environ["CGTLIMS_TEST_ADMIN_URL"], live_db)
    with psycopg.connect(url, autocommit=True) as superuser:
        superuser.execute("ALTER TABLE integrity_auditevent DISABLE TRIGGER ALL")
        superuser.execute("UPDATE integrity_auditevent SET body = body || ' ' WHERE seq = 3")
    run(str(job.pk))
    job.refresh_from_db()
    assert job.state != JobState.DONE
    assert "Event 3 is not as it was written" in job.error
    assert not BatchRendition.objects.exists()
