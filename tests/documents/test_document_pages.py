"""Controlled documents through the pages that people use."""

from __future__ import annotations

import html
import re
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from documents.models import Document, DocumentVersion, VersionState
from documents.tasks import make_due_effective
from integrity.models import Signature
from people.models import Role
from people.models.qualification import day_of
from people.notifications.defaults import lay_missing_rules
from people.notifications.registry import KINDS
from people.notifications.sweep import tell_of_due
from tests.documents import papers
from tests.documents.bad_files import PDF, SVG
from tests.passwords import PASSWORD

pytestmark = pytest.mark.django_db
PAGE = "/documents/SOP-017/versions/1/"


@pytest.fixture
def as_(people):
    """A client for each person."""

    def client(username: str) -> Client:
        found = Client()
        found.force_login(people[username])
        return found

    return client


def text(answer) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


def key() -> dict[str, str]:
    return {"command_id": str(uuid.uuid4())}


def written(**more: object) -> dict[str, object]:
    given = {
        "text": papers.TEXT, "change_reason": "First version",
        "effective_on": day_of(timezone.now()).isoformat(),
    }  # fmt: skip
    return {**key(), **given, **more}


def sign(client: Client, deed: str, page: str = PAGE, **more: str):
    """Signs as the page offers it to the person who is signed in."""
    shown = client.get(page)
    form = shown.context["dialogs"][deed].initial
    typed = {"command_id": str(form["command_id"]), "shown": form["shown"], "who": form["who"]}
    names = {"periodic": "periodic-review"}
    return client.post(f"{page}{names.get(deed, deed)}/", {**typed, "secret": PASSWORD, **more})


def test_a_document_goes_from_its_code_to_effective(as_):
    author, reviewer, quality = as_("kadler"), as_("nbakker"), as_("mlindqvist")
    registered = author.post(
        "/documents/new/",
        {
            **key(), "code": "sop-017", "title": "Receipt of apheresis", "kind": "SOP",
            "owner": Role.objects.get(code="production-lead").pk, "review_months": "24",
        },
    )  # fmt: skip
    assert registered["Location"] == "/documents/SOP-017/draft/"
    assert author.post("/documents/SOP-017/draft/", written())["Location"] == PAGE
    assert author.post(f"{PAGE}submit/", key()).status_code == 302
    assert "Why you cannot sign it" in text(author.get(PAGE))
    assert sign(reviewer, "review").status_code == 302
    assert sign(quality, "approve").status_code == 302
    assert "until then people train on it" in text(quality.get(PAGE))
    make_due_effective()
    read = as_("jvermaat").get("/documents/SOP-017/")
    assert "Effective" in text(read)
    assert "<h2>Purpose</h2>" in read.content.decode()
    assert Signature.objects.of(DocumentVersion.objects.get()).count() == 2


def test_who_wrote_it_is_told_why_and_signs_nothing(as_, people):
    papers.submitted(people, papers.document(people))
    author = as_("kadler")
    assert "must be another person" in text(author.get(PAGE))
    answer = sign(author, "review")
    assert answer.status_code == 409
    assert "must be another person" in text(answer)
    assert not Signature.objects.of(DocumentVersion.objects.get()).exists()


def test_the_change_is_shown_against_the_version_before(as_, people):
    sop = papers.document(people)
    papers.effective(people, sop)
    new = papers.TEXT.replace("Weigh the bag.", "Weigh the bag twice.")
    papers.approved(people, sop, text=new, change_reason="Weighed twice")
    shown = as_("jvermaat").get("/documents/SOP-017/versions/2/")
    assert "was • Weigh the bag." in text(shown)
    assert "now • Weigh the bag twice." in text(shown)
    assert "Not to be worked by yet" in text(shown)


def test_a_draft_is_seen_by_those_who_work_on_it_alone(as_, people):
    papers.draft(people, papers.document(people))
    assert as_("nbakker").get(PAGE).status_code == 200
    for username, status in (("jvermaat", 404), ("pnorth", 403)):
        assert as_(username).get(PAGE).status_code == status
    assert "No version is approved yet" in text(as_("jvermaat").get("/documents/SOP-017/"))


def test_a_bad_file_is_refused_beside_its_field_and_what_was_typed_stays(as_, people):
    papers.document(people)
    typed = written(text="", file=SimpleUploadedFile("sop.pdf", SVG), change_reason="As drawn")
    answer = as_("kadler").post("/documents/SOP-017/draft/", typed)
    assert answer.status_code == 422
    assert "holds HTML, SVG or XML" in text(answer)
    assert 'value="As drawn"' in answer.content.decode()
    assert not DocumentVersion.objects.exists()


def test_a_pdf_is_read_as_an_attachment(as_, people):
    papers.document(people)
    author = as_("kadler")
    typed = written(text="", file=SimpleUploadedFile("sop.pdf", PDF))
    assert author.post("/documents/SOP-017/draft/", typed).status_code == 302
    answer = author.get(f"{PAGE}file/")
    assert (answer.content, answer["Content-Disposition"]) == (
        PDF, 'attachment; filename="sop.pdf"',
    )  # fmt: skip
    assert as_("jvermaat").get(f"{PAGE}file/").status_code == 404


def test_who_wrote_meanwhile_is_shown_before_anything_is_overwritten(as_, people):
    papers.draft(people, papers.document(people))
    author, other = as_("kadler"), as_("mlindqvist")
    shown = author.get(f"{PAGE}edit/").context["form"].initial["version"]
    assert other.post(f"{PAGE}edit/", written(text="By QA", version=shown)).status_code == 302
    answer = author.post(f"{PAGE}edit/", written(text="By the author", version=shown))
    assert answer.status_code == 409
    assert DocumentVersion.objects.get().text == "By QA"


def test_sent_back_withdrawn_and_retired_with_a_reason(as_, people):
    sop = papers.document(people)
    papers.submitted(people, sop)
    quality = as_("mlindqvist")
    assert quality.post(f"{PAGE}return/", {**key(), "reason": ""}).status_code == 422
    assert quality.post(f"{PAGE}return/", {**key(), "reason": "Which scale?"}).status_code == 302
    assert DocumentVersion.objects.get().state == VersionState.DRAFT
    as_("kadler").post(f"{PAGE}submit/", key())
    sign(as_("nbakker"), "review")
    sign(quality, "approve")
    make_due_effective()
    assert sign(as_("nbakker"), "periodic", note="Read on the floor").status_code == 302
    assert sign(quality, "retire", reason="SOP-030 says it").status_code == 302
    assert Document.objects.get().retired_at
    assert "Not to be worked by" in text(as_("jvermaat").get(PAGE))


def test_the_list_is_filtered(as_, people):
    papers.effective(people, papers.document(people))
    papers.draft(people, papers.document(people, "FRM-002", title="Form", kind="FORM"))
    late = papers.document(people, "SOP-001", title="Gowning", review_months=1)
    papers.effective(people, late, at=papers.NOW - timedelta(days=60))

    def listed(asked: str, username: str = "nbakker") -> list[str]:
        page = as_(username).get(f"/documents/?{asked}").content.decode()
        return re.findall(r'href="/documents/([A-Z0-9-]+)/"', page)

    assert listed("") == ["FRM-002", "SOP-001", "SOP-017"]
    assert listed("kind=FORM") == ["FRM-002"]
    assert listed("state=DRAFT") == ["FRM-002"]
    assert listed("state=DRAFT", "jvermaat") == []
    assert listed("state=due") == ["SOP-001"]
    assert listed("words=apheresis") == ["SOP-017"]
    assert listed("state=RETIRED") == []
    assert "overdue" in text(as_("nbakker").get("/documents/"))


def test_it_is_found_by_its_code_and_its_title(as_, people):
    papers.effective(people, papers.document(people))
    reader = as_("jvermaat")
    assert reader.get("/search/?q=sop-017")["Location"] == "/documents/SOP-017/"
    assert "Receipt of apheresis" in text(reader.get("/search/?q=apheresis"))
    assert "Receipt of apheresis" not in text(as_("pnorth").get("/search/?q=apheresis"))


def test_what_waits_stands_in_my_work_of_who_may_do_it(as_, people):
    """The draft for its author, then the review and the approval for those who did not write it."""
    sop = papers.document(people)
    papers.need(people, sop)
    version = papers.draft(people, sop)

    def waits(username: str) -> list[str]:
        asked = ("Finish the draft", "Review the document", "Approve the document", "Read and sign")
        page = text(as_(username).get("/"))
        return [one for one in asked if one in page]

    assert [waits(one) for one in ("kadler", "nbakker")] == [["Finish the draft"], []]
    as_("kadler").post(f"{PAGE}submit/", key())
    assert [waits(one) for one in ("kadler", "nbakker")] == [[], ["Review the document"]]
    papers.reviewed(people, version, timezone.now())
    assert [waits(one) for one in ("nbakker", "mlindqvist")] == [[], ["Approve the document"]]
    assert waits("jvermaat") == []
    sign(as_("mlindqvist"), "approve", reason="The scale broke")
    assert [waits(one) for one in ("jvermaat", "kadler")] == [["Read and sign"], []]


def test_a_periodic_review_waits_for_its_owner_is_told_and_signed_on_the_page(as_, people):
    """From 30 days before; whoever wrote it is not asked, a day earlier nobody is."""
    lay_missing_rules(timezone.now())
    sop = papers.document(people, review_months=2)
    version = papers.effective(people, sop, at=timezone.now() - timedelta(days=70))
    papers.give(people["nbakker"], "production-lead")
    manager, author = as_("nbakker"), as_("kadler")
    assert "Review the document again SOP-017 v1" in text(manager.get("/"))
    assert "Overdue" in text(manager.get("/"))
    assert "Review the document again" not in text(author.get("/"))
    tell_of_due(KINDS["document.review_due"], timezone.now())
    assert "Document is to be reviewed again" in text(manager.get("/notifications/"))
    assert "must be another person" in text(sign(author, "periodic"))
    assert DocumentVersion.objects.get(pk=version.pk).next_review_on < day_of(timezone.now())
    assert sign(manager, "periodic", note="Read on the floor").status_code == 302
    assert DocumentVersion.objects.get(pk=version.pk).next_review_on > day_of(timezone.now())
    assert "Review the document again" not in text(manager.get("/"))


def test_pages_cost_few_queries_however_many_documents_there_are(
    as_, people, django_assert_max_num_queries
):
    for number in range(4):
        sop = papers.document(people, f"SOP-10{number}")
        papers.need(people, sop)
        papers.effective(people, sop)
    quality = as_("mlindqvist")
    for page in ("/documents/", "/documents/training/", "/documents/SOP-100/"):
        with django_assert_max_num_queries(17):
            assert quality.get(page).status_code == 200
