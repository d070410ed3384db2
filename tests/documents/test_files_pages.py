"""Files of a record through the pages: who may see the record may fetch them, and nobody else."""

from __future__ import annotations

import html
import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import QuerySet
from django.test import Client

from batches.models import BatchStep
from documents.models import Attachment, StoredFile
from documents.store import UPLOADS, path_of
from integrity.models import AuditEvent
from tests.documents import papers
from tests.documents.bad_files import PDF, SVG, picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.FILES_DIR = tmp_path


@pytest.fixture
def page(small_batch) -> str:
    return f"/documents/files/batches.batchrecord/{small_batch.pk}/"


def attach(client: Client, page: str, name: str, content: bytes, **more: object):
    typed = {"command_id": str(uuid.uuid4()), "caption": "As it arrived"}
    return client.post(page, {**typed, "file": SimpleUploadedFile(name, content), **more})


def text(answer) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


def attached() -> QuerySet[Attachment]:
    """Besides the quality agreements that come with every facility."""
    return Attachment.objects.exclude(subject_type="quality.agreement")


def as_(people, username: str) -> Client:
    client = Client()
    client.force_login(people[username])
    return client


def test_a_file_is_attached_and_fetched(browse, page, small_batch):
    client = browse("jvermaat")
    assert "No file is attached" in text(client.get(page))
    assert attach(client, page, "certificate.pdf", PDF).status_code == 302
    shown = text(client.get(page))
    assert "certificate.pdf" in shown
    assert "As it arrived" in shown
    assert "certificate.pdf" in text(client.get(f"{page}latest/"))
    answer = client.get(f"/documents/files/{attached().get().pk}/")
    assert answer.content == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="certificate.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    event = AuditEvent.objects.filter(verb="file.attached").latest("seq")
    assert small_batch.number in event.body


def test_a_picture_is_given_as_encoded_anew_and_as_brought(browse, page):
    client, brought = browse("jvermaat"), picture("JPEG", comment=b"NLT-0059")
    attach(client, page, "photo.jpg", brought)
    address = f"/documents/files/{attached().get().pk}/"
    assert b"NLT-0059" not in client.get(address).content
    assert client.get(f"{address}?original=1").content == brought
    assert "attachment" in client.get(f"{address}?original=1")["Content-Disposition"]


def test_a_bad_file_is_refused_beside_its_field_and_nothing_is_written(browse, page):
    answer = attach(browse("jvermaat"), page, "photo.png", SVG)
    assert answer.status_code == 422
    assert "holds HTML, SVG or XML" in text(answer)
    assert 'value="As it arrived"' in answer.content.decode()
    assert not attached().exists()
    assert not StoredFile.objects.filter(attachments__isnull=True).exists()


def test_what_is_too_large_is_never_read(browse, page, settings):
    settings.FILE_MEGABYTES = 1
    answer = attach(browse("jvermaat"), page, "notes.txt", b"x" * 1_000_001)
    assert answer.status_code == 422
    assert "Accepted: up to 1 MB" in text(answer)


def test_a_double_tap_attaches_once(browse, page):
    client, key = browse("jvermaat"), str(uuid.uuid4())
    for _tap in range(2):
        assert attach(client, page, "a.pdf", PDF, command_id=key).status_code == 302
    assert attached().count() == 1


def test_who_may_not_see_the_record_is_told_of_no_file(people, page):
    attach(as_(people, "jvermaat"), page, "a.pdf", PDF)
    address = f"/documents/files/{attached().get().pk}/"
    assert as_(people, "pnorth").get(address).status_code == 200
    for username in ("phalden", "shaas"):
        for asked in (address, page, f"{page}latest/"):
            assert as_(people, username).get(asked).status_code == 404


def test_who_reads_only_attaches_nothing(people, page):
    assert "Attach a file" not in text(as_(people, "pnorth").get(page))
    assert attach(as_(people, "pnorth"), page, "a.pdf", PDF).status_code == 403


def test_a_kind_that_has_no_files_is_no_address(browse, people):
    page = f"/documents/files/people.user/{people['shaas'].pk}/"
    assert browse("shaas").get(page).status_code == 404


def test_a_file_that_was_changed_on_the_disk_is_not_given_out(browse, page):
    client = browse("jvermaat")
    client.raise_request_exception = False
    attach(client, page, "a.pdf", PDF)
    path_of(attached().get().file.sha256, UPLOADS).write_bytes(b"%PDF-1.7 other %%EOF")
    answer = client.get(f"/documents/files/{attached().get().pk}/")
    assert answer.status_code == 500
    assert b"other" not in answer.content


def test_a_tablet_is_asked_for_its_camera(people, small_batch):
    step = BatchStep.objects.filter(operation__batch=small_batch).earliest("position")
    address = f"/documents/files/batches.batchstep/{step.pk}/"
    client = as_(people, "jvermaat")
    plain, camera = client.get(address), client.get(f"{address}?photo=1")
    assert "capture=" not in plain.content.decode()
    assert 'capture="environment"' in camera.content.decode()
    assert 'accept="image/jpeg,image/png,image/webp"' in camera.content.decode()


def test_the_evidence_of_a_training_is_seen_by_whose_it_is_and_by_trainers(people):
    version = papers.effective(people, papers.document(people))
    training = papers.assess(people["jvermaat"], version, people["mlindqvist"])
    address = f"/documents/files/documents.training/{training.pk}/"
    sheet = SimpleUploadedFile("sheet.pdf", PDF, content_type="application/pdf")
    sent = {"command_id": str(uuid.uuid4()), "file": sheet, "caption": "Signed sheet"}
    assert as_(people, "mlindqvist").post(address, sent).status_code == 302
    page = as_(people, "jvermaat").get(address)
    assert "sheet.pdf" in page.content.decode()
    assert "TR-0042" in page.content.decode()
    assert as_(people, "aowusu").get(address).status_code == 404
    assert as_(people, "pnorth").get(address).status_code == 404
