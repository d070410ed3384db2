"""A version goes its way: written, reviewed and approved by different people, then effective."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from documents.commands.approving import (
    approve_version,
    make_effective,
    retire_document,
    review_periodically,
    review_version,
    withdraw_version,
)
from documents.commands.drafting import (
    draft_version,
    edit_draft,
    return_version,
    submit_version,
)
from documents.commands.registering import alter_document
from documents.models import DocumentVersion, VersionState
from documents.services import CALENDAR
from documents.tasks import make_due_effective
from documents.uploads import receive
from integrity.models import Signature
from integrity.refusals import NotPermitted, Refused
from integrity.signatures.meanings import Meaning
from people.models import Role
from people.models.qualification import day_of
from tests.cast import NOW
from tests.deeds import changed
from tests.documents import papers
from tests.documents.bad_files import PDF, picture
from tests.signing import attested

pytestmark = pytest.mark.django_db


@pytest.fixture
def sop(people):
    return papers.document(people)


def codes(refused) -> list[str]:
    return [blocker.code for blocker in refused.value.blockers]


def test_it_works(people, sop):
    version = papers.effective(people, sop)
    assert (str(version), version.state) == ("SOP-017 v1", "EFFECTIVE")
    assert version.next_review_on == date(2028, 11, 2)
    meanings = Signature.objects.of(version).values_list("meaning", "signer_name")
    assert list(meanings) == [("REVIEWED", "Noor Bakker"), ("APPROVED", "Mara Lindqvist")]


def test_its_signatures_stand_when_it_is_effective_and_superseded(people, sop):
    first = papers.effective(people, sop)
    papers.effective(people, sop, text="Other", change_reason="Weighed twice")
    first.refresh_from_db()
    assert first.state == VersionState.SUPERSEDED
    assert first.next_review_on is None
    assert all(not one.is_void for one in Signature.objects.of(first))


def test_who_wrote_in_it_neither_reviews_nor_approves(people, sop):
    """Not the first writer either, after somebody else wrote last."""
    version = papers.draft(people, sop)
    quality, manager = people["mlindqvist"], people["nbakker"]
    edit_draft(
        version=version, text="By QA", change_reason="Shorter", effective_on=day_of(NOW),
        by=quality, at=NOW,
    )  # fmt: skip
    submit_version(version=version, by=quality, at=NOW)
    for by in (people["kadler"], quality):
        with pytest.raises(Refused) as refused:
            attest_and_review(version, by)
        assert codes(refused) == ["OWN_WORK"]
    attest_and_review(version, manager)
    with pytest.raises(Refused) as refused:
        known = attested(quality, version, Meaning.APPROVED, NOW)
        approve_version(version=version, by=quality, at=NOW, attested=known)
    assert codes(refused) == ["OWN_WORK"]


def attest_and_review(version: DocumentVersion, by) -> DocumentVersion:
    known = attested(by, version, Meaning.REVIEWED, NOW)
    return review_version(version=version, by=by, at=NOW, attested=known)


def test_what_is_not_reviewed_is_not_approved(people, sop):
    version, by = papers.submitted(people, sop), people["mlindqvist"]
    with pytest.raises(Refused) as refused:
        known = attested(by, version, Meaning.APPROVED, NOW)
        approve_version(version=version, by=by, at=NOW, attested=known)
    assert codes(refused) == ["NOT_REVIEWED"]


def test_sent_back_it_is_reviewed_again(people, sop):
    version = papers.reviewed(people, papers.submitted(people, sop))
    back = return_version(version=version, reason="Say which scale", by=people["nbakker"], at=NOW)
    assert (back.state, back.reviewed_at) == (VersionState.DRAFT, None)
    edit_draft(
        version=back, text="On scale S-3", change_reason="First", effective_on=day_of(NOW),
        by=people["kadler"], at=NOW,
    )  # fmt: skip
    assert all(one.is_void for one in Signature.objects.of(version))


def test_one_version_is_in_work_at_a_time(people, sop):
    for make in (papers.draft, papers.submitted, papers.approved):
        with transaction.atomic():
            make(people, sop)
            with pytest.raises(Refused) as refused:
                papers.draft(people, sop)
            assert codes(refused) == ["VERSION_IN_WORK"]
            transaction.set_rollback(True)


def test_one_version_is_effective_also_for_the_database(people, sop):
    first = papers.effective(people, sop)
    papers.effective(people, sop, text="Other")
    with pytest.raises(IntegrityError), transaction.atomic():
        changed(first, state=VersionState.EFFECTIVE)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "a\x00b"}, "text"),
        ({"text": "x" * 200_001}, "text"),
        ({"change_reason": "  "}, "change_reason"),
        ({"effective_on": date(2026, 11, 1)}, "effective_on"),
    ],
)
def test_a_draft_that_will_not_do_is_refused_beside_its_field(people, sop, given, field):
    with pytest.raises(Refused) as refused:
        papers.draft(people, sop, **given)
    assert [one.field for one in refused.value.blockers] == [field]
    assert not DocumentVersion.objects.exists()


def test_a_version_is_a_text_or_a_pdf(people, sop, settings, tmp_path):
    settings.FILES_DIR = tmp_path
    for text, file, code in (
        ("Both", receive("sop.pdf", PDF), "TEXT_AND_FILE"),
        ("", receive("sop.png", picture()), "NOT_A_PDF"),
    ):
        with pytest.raises(Refused) as refused:
            papers.draft(people, sop, text=text, file=file)
        assert codes(refused) == [code]
    version = papers.draft(people, sop, text="", file=receive("sop.pdf", PDF))
    edit_draft(
        version=version, text="", change_reason="Signed by hand", effective_on=day_of(NOW),
        by=people["kadler"], at=NOW,
    )  # fmt: skip
    version.refresh_from_db()
    assert (version.file.name, version.change_reason) == ("sop.pdf", "Signed by hand")


def test_it_is_effective_on_its_day_and_not_before(people, sop):
    """What the beat asks for: all whose day has come, by the service user of the calendar."""
    today = day_of(timezone.now())
    soon = papers.approved(people, sop, effective_on=today + timedelta(days=1))
    due = papers.approved(people, papers.document(people, "SOP-018"))
    make_due_effective()
    soon.refresh_from_db()
    due.refresh_from_db()
    assert (soon.state, due.state) == (VersionState.APPROVED, VersionState.EFFECTIVE)
    make_due_effective()
    due.refresh_from_db()
    assert due.version == 5


def test_nobody_but_the_calendar_makes_it_effective(people, sop):
    version = papers.approved(people, sop)
    with pytest.raises(NotPermitted):
        make_effective(version=version, by=people["mlindqvist"], at=NOW)
    make_effective(version=version, by=CALENDAR, at=NOW)
    with pytest.raises(Refused) as refused:
        make_effective(version=version, by=CALENDAR, at=NOW)
    assert codes(refused) == ["NOT_APPROVED"]


def test_a_periodic_review_sets_the_next_day(people, sop):
    version = papers.effective(people, sop)
    alter_document(
        document=sop, owner=Role.objects.get(code="qa-reviewer"), review_months=12,
        reason="Risk was assessed", by=people["mlindqvist"], at=NOW,
    )  # fmt: skip
    later, by = papers.in_days(600), people["nbakker"]
    known = attested(by, version, Meaning.REVIEWED, later)
    again = review_periodically(
        version=version, note="Still right", by=by, at=later, attested=known
    )
    assert again.next_review_on == date(2029, 6, 24)
    assert Signature.objects.of(version).last().reason == "Still right"
    author = people["kadler"]
    with pytest.raises(Refused) as refused:
        known = attested(author, version, Meaning.REVIEWED, later)
        review_periodically(version=version, by=author, at=later, attested=known)
    assert codes(refused) == ["OWN_WORK"]


def test_what_is_retired_stays_so(people, sop):
    version, by = papers.effective(people, sop), people["mlindqvist"]
    known = attested(by, version, Meaning.APPROVED, NOW)
    retire_document(version=version, reason="SOP-030 says it", by=by, at=NOW, attested=known)
    sop.refresh_from_db()
    assert sop.retired_by == by
    with pytest.raises(Refused) as refused:
        papers.draft(people, sop)
    assert codes(refused) == ["RETIRED"]


def test_what_was_approved_can_be_withdrawn_before_its_day(people, sop):
    first = papers.effective(people, sop)
    second = papers.approved(people, sop, text="Other", effective_on=date(2026, 12, 1))
    withdraw_version(version=second, reason="Scale not here", by=people["mlindqvist"], at=NOW)
    first.refresh_from_db()
    assert first.state == VersionState.EFFECTIVE
    assert papers.draft(people, sop, text="Third").number == 3


def test_who_reads_writes_nothing(people, sop):
    with pytest.raises(NotPermitted):
        draft_version(
            document=sop, text="x", change_reason="x", effective_on=day_of(NOW),
            by=people["jvermaat"], at=NOW,
        )  # fmt: skip


@pytest.mark.parametrize("code", ["", "sop 17", "17-SOP", "SOP/17", "S" * 41])
def test_a_code_that_cannot_be_printed_is_refused(people, code):
    with pytest.raises(Refused) as refused:
        papers.document(people, code)
    assert codes(refused) == ["BAD_CODE"]


def test_a_code_is_never_given_again(people, sop):
    with pytest.raises(Refused) as refused:
        papers.document(people, " sop-017 ")
    assert codes(refused) == ["CODE_USED"]
