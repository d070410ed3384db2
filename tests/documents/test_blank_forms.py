"""Numbered copies of forms, from the same definitions as the screens."""

from __future__ import annotations

import re

import pytest

from batches.models import BatchStep, ParameterKind
from documents.commands.blank_forms import FORM_KIND, issue_forms, return_form, void_form
from documents.models import BlankForm, FormState
from documents.store import read
from documents.uploads import receive
from integrity.refusals import NotPermitted, Refused
from people.work import SOURCES
from tests.cast import NOW
from tests.deeds import changed
from tests.documents import labels, papers, reading
from tests.documents.bad_files import PDF

pytestmark = pytest.mark.django_db


def form_of(people, **more):
    return papers.effective(people, papers.document(people, "FRM-012", kind="FORM"), **more)


def issued(people, subject, copies=1, by="kadler"):
    return issue_forms(
        subject=subject, copies=copies, issued_to=people["jvermaat"], purpose="CART-26-001",
        by=people[by], at=NOW,
    )  # fmt: skip


def printed(form) -> list[str]:
    """The text of each page of the copy, once a worker made it."""
    labels.work_off(FORM_KIND)
    form.refresh_from_db()
    return reading.pages(read(form.rendition.sha256))


def codes(refused) -> set[str]:
    return {blocker.code for blocker in refused.value.blockers}


def test_copies_are_numbered_without_a_gap(people):
    version = form_of(people)
    issued(people, version, copies=2)
    issued(people, version)
    numbers = BlankForm.objects.order_by("serial").values_list("number", flat=True)
    assert list(numbers) == ["FRM-012-v1-0001", "FRM-012-v1-0002", "FRM-012-v1-0003"]


def test_number_and_receiver_stand_on_every_page(people):
    long = "\n\n".join(f"Line {number}" for number in range(120))
    found = printed(issued(people, form_of(people, text=long)))
    assert len(found) > 1
    for page in found:
        assert "FRM-012-v1-0001" in page
        assert "issued to Joris Vermaat for CART-26-001" in page
        assert f"of {len(found)}" in page
    assert "Line 119" in found[-1]


def test_a_pdf_has_the_number_on_every_page_too(people):
    from documents.rendering.assets import Assets
    from documents.rendering.weasy import Engine

    drawn = Engine(Assets.of_release()).render("<p>Weigh the bag</p><p class='end'>End</p>")
    version = form_of(people, text="", file=receive("form.pdf", drawn))
    (page,) = printed(issued(people, version))
    assert "Weigh the bag" in page
    assert "FRM-012-v1-0001" in page


def test_only_an_effective_form_is_issued(people):
    draft = papers.draft(people, papers.document(people, "FRM-013", kind="FORM"))
    with pytest.raises(Refused) as refused:
        issued(people, draft)
    assert codes(refused) == {"NOT_EFFECTIVE"}
    with pytest.raises(Refused) as refused:
        issued(people, papers.effective(people, papers.document(people)))
    assert codes(refused) == {"NO_FORM"}
    assert not BlankForm.objects.exists()


def test_a_form_is_issued_to_people_of_the_facility_by_who_may(people):
    version = form_of(people)
    with pytest.raises(NotPermitted):
        issued(people, version, by="jvermaat")
    with pytest.raises(Refused) as refused:
        issue_forms(
            subject=version, copies=0, issued_to=people["pnorth"], purpose="", by=people["kadler"],
            at=NOW,
        )  # fmt: skip
    assert codes(refused) == {"COPIES", "NOT_OF_FACILITY", "REQUIRED"}


def test_a_step_on_paper_asks_what_its_page_asks(people, small_batch):
    step = BatchStep.objects.filter(
        operation__batch=small_batch, parameters__kind=ParameterKind.NUMBER
    ).earliest("position")
    said = " ".join(printed(issued(people, step)))
    assert f"{small_batch.number}-{step.number}-v1-0001" in said
    assert step.instruction in said
    for parameter in step.parameters.all():
        assert parameter.name in said
        assert re.sub(r"\s+", " ", parameter.required) in said


def test_a_copy_says_what_was_asked_when_it_was_issued(people, small_batch):
    step = BatchStep.objects.filter(operation__batch=small_batch).earliest("position")
    form = issued(people, step)
    parameter = step.parameters.all()[0]
    changed(parameter, name="Something else")
    assert parameter.name == "Something else"
    assert "Something else" not in " ".join(printed(form))


def test_a_step_that_is_performed_is_not_done_on_paper(people, executed_batch):
    step = BatchStep.objects.filter(operation__batch=executed_batch).earliest("position")
    with pytest.raises(Refused) as refused:
        issued(people, step)
    assert codes(refused) == {"NOT_OPEN"}


def test_a_copy_comes_back_once_with_its_scan(people):
    form, by = issued(people, form_of(people)), people["kadler"]
    back = return_form(form=form, file=receive("scan.pdf", PDF), by=by, at=NOW)
    assert (back.state, back.file.name) == (FormState.RETURNED, "scan.pdf")
    with pytest.raises(Refused) as refused:
        void_form(form=form, reason="Lost", by=by, at=NOW)
    assert codes(refused) == {"NOT_OUTSTANDING"}


def test_what_was_spoiled_is_void_with_its_reason(people):
    form, by = issued(people, form_of(people)), people["kadler"]
    with pytest.raises(Refused) as refused:
        void_form(form=form, reason=" ", by=by, at=NOW)
    assert codes(refused) == {"REASON_NEEDED"}
    void = void_form(form=form, reason="Spilled over", by=by, at=NOW)
    assert (void.state, void.void_reason) == (FormState.VOID, "Spilled over")


def test_an_outstanding_copy_is_work_of_both(people):
    form = issued(people, form_of(people))
    source = SOURCES["forms-outstanding"]
    for name, asked in (("jvermaat", "Bring the form back"), ("kadler", "Get the form back")):
        (task,) = source.of(people[name], NOW, 8).tasks
        assert (task.asked, task.code) == (asked, form.number)
    assert source.of(people["aowusu"], NOW, 8).total == 0
    void_form(form=form, reason="Lost", by=people["kadler"], at=NOW)
    assert source.of(people["jvermaat"], NOW, 8).total == 0
