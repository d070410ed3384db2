"""A PDF is read in the browser before it is signed for; people have time to train."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from documents.models import Document, DocumentVersion, Opening, VersionState
from documents.uploads import receive
from integrity.models import Signature
from people.models.qualification import day_of
from tests.documents import papers
from tests.documents.bad_files import PDF
from tests.documents.test_document_pages import PAGE, key, sign, text
from tests.passwords import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_(people):
    """A client for each person."""

    def client(username: str) -> Client:
        found = Client()
        found.force_login(people[username])
        return found

    return client


def test_a_pdf_is_read_here_and_signed_for_only_by_who_opened_it(as_, people):
    sop = papers.document(people)
    papers.effective(people, sop, text="", file=receive("sop.pdf", PDF))
    reader, other = as_("jvermaat"), as_("aowusu")
    refused = sign_as_read(reader)
    assert refused.status_code == 409
    assert "You have not opened the PDF of SOP-017 v1 yet." in text(refused)
    assert not people["jvermaat"].trainings.exists()
    opened = reader.post(f"{PAGE}open/")
    assert opened["Location"] == f"{PAGE}pdf/"
    assert (
        'src="/documents/SOP-017/versions/1/file/shown/"'
        in reader.get(opened["Location"]).content.decode()
    )
    shown = reader.get(f"{PAGE}file/shown/")
    assert (shown.content, shown["Content-Disposition"]) == (PDF, 'inline; filename="sop.pdf"')
    assert "frame-ancestors 'self'" in shown["Content-Security-Policy"]
    assert shown["X-Frame-Options"] == "SAMEORIGIN"
    reader.post(f"{PAGE}open/")
    assert Opening.objects.get().opened_by == people["jvermaat"]
    assert sign_as_read(reader).status_code == 302
    assert people["jvermaat"].trainings.get().how == "READ"
    assert sign_as_read(other).status_code == 409


def test_opening_what_may_still_change_counts_for_nothing(as_, people):
    papers.submitted(people, papers.document(people), text="", file=receive("sop.pdf", PDF))
    assert as_("nbakker").post(f"{PAGE}open/")["Location"] == f"{PAGE}pdf/"
    assert not Opening.objects.exists()
    assert as_("jvermaat").post(f"{PAGE}open/").status_code == 404


def test_a_text_has_no_pdf_to_open(as_, people):
    papers.effective(people, papers.document(people))
    for page in ("pdf/", "file/", "file/shown/"):
        assert as_("jvermaat").get(f"{PAGE}{page}").status_code == 404
    assert as_("jvermaat").post(f"{PAGE}open/").status_code == 404
    assert sign_as_read(as_("jvermaat")).status_code == 302


def sign_as_read(client: Client):
    form = client.get(f"{PAGE}read/").context["signing"].initial
    said = {"command_id": str(form["command_id"]), "shown": form["shown"], "who": form["who"]}
    return client.post(f"{PAGE}read/", {**said, "secret": PASSWORD})


@pytest.mark.urs("FAC-10")
def test_before_people_had_their_time_to_train_it_is_approved_with_a_reason_only(as_, people):
    sop = papers.document(people)
    papers.need(people, sop)
    at = timezone.now()
    soon = day_of(at + timedelta(days=13))
    papers.reviewed(people, papers.submitted(people, sop, effective_on=soon, at=at), at)
    quality = as_("mlindqvist")
    refused = sign(quality, "approve")
    assert refused.status_code == 422
    assert "people have 14 days to train on it, not less" in text(refused)
    assert DocumentVersion.objects.get().state == VersionState.IN_REVIEW
    assert sign(quality, "approve", reason="The scale broke").status_code == 302
    assert DocumentVersion.objects.get().state == VersionState.APPROVED
    assert Signature.objects.of(DocumentVersion.objects.get()).last().reason == "The scale broke"


def test_with_time_to_train_or_nobody_to_train_no_reason_is_asked(as_, people):
    at = timezone.now()
    for code, needed, days in (("SOP-017", True, 14), ("SOP-018", False, 0)):
        sop = papers.document(people, code)
        if needed:
            papers.need(people, sop)
        first = day_of(at + timedelta(days=days))
        papers.reviewed(people, papers.submitted(people, sop, effective_on=first, at=at), at)
        page = f"/documents/{code}/versions/1/"
        quality = as_("mlindqvist")
        assert "Why it cannot wait" not in text(quality.get(page))
        assert sign(quality, "approve", page).status_code == 302


def test_the_time_to_train_is_set_with_a_reason_within_bounds(as_, people):
    papers.document(people)
    author = as_("kadler")

    def alter(**said: object):
        shown = author.get("/documents/SOP-017/alter/").context["form"].initial
        given = {name: shown[name] for name in ("owner", "review_months", "training_days")}
        given |= {"version": shown["version"], "reason": "Short text"}
        return author.post("/documents/SOP-017/alter/", {**key(), **given, **said})

    refused = alter(training_days="91")
    assert refused.status_code == 422
    assert "Accepted: 0 to 90 days." in text(refused)
    assert alter(training_days="3", reason="").status_code == 422
    assert alter(training_days="3").status_code == 302
    assert Document.objects.get().training_days == 3
