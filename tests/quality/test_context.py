"""What is filled in when a deviation is raised: the record, its field with unit and limits."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from batches.commands.execution import complete_step
from batches.models import BatchStep
from people.models import Qualification, QualificationKind
from qc.models import Result
from quality.models import Agreement, Deviation
from quality.subjects import READERS, subject_for
from tests.cast import NOW, answers, make_room
from tests.deeds import made
from tests.documents import papers
from tests.qc.sheet import report, sample_of
from tests.quality.conftest import HOUR, post
from tests.quality.test_deviations import SEEN
from tests.signing import verify

pytestmark = pytest.mark.django_db
NEW = "/quality/deviations/new/"


def raised_about(client: Client, link: str, **typed: Any) -> Deviation:
    """By the link that stands on the record's page, with the form as it is filled in."""
    form = client.get(link).context["form"]
    known = {name: form[name].value() or "" for name in ("title", "field") if name in form.fields}
    sent = {**SEEN, **{name: value for name, value in known.items() if value}, **typed}
    answer = post(client, link, **sent)
    assert answer.status_code == 302, answer.content.decode()
    return Deviation.objects.latest("raised_at")


def link_on(client: Client, page: str, about: str, field: str = "") -> str:
    """The link to the form, which must stand on the page."""
    links = [one for one in client.get(page).content.decode().split('"') if one.startswith(NEW)]
    found = [one for one in links if about in one and (not field or field in one)]
    assert found, f"{page} has {links}"
    return found[0].replace("&amp;", "&")


@pytest.fixture
def too_warm(people, small_batch) -> BatchStep:
    """The second step, with a temperature above its action limit."""
    steps = BatchStep.objects.filter(operation__batch=small_batch).order_by("position")
    complete_step(step=steps[0], values=answers(steps[0]), by=people["jvermaat"], at=NOW - 2 * HOUR)
    verify(steps[0], by=people["aowusu"], at=NOW - 2 * HOUR)
    step = steps[1]
    warm = {str(one.pk): "9.4" for one in step.parameters.filter(name="Bag temperature")}
    complete_step(
        step=step, values={**answers(step), **warm}, remark="Read twice", by=people["jvermaat"],
        at=NOW - HOUR,
    )  # fmt: skip
    return step


def test_a_field_of_a_step_is_kept_with_value_unit_limits_and_who(browse, people, too_warm):
    operator = browse("jvermaat")
    page = "/batches/CART-26-001/steps/1.2/"
    link = link_on(operator, page, f"batches.batchstep:{too_warm.pk}", "Bag%20temperature")
    deviation = raised_about(operator, link)
    assert deviation.title == "Bag temperature: 9.4 °C, Above action"
    assert deviation.subject_field == "Bag temperature"
    kept = dict(deviation.context)
    assert kept["Bag temperature"] == "9.4 °C"
    assert kept["Required"] == "2.0 – 8.0 °C"
    assert kept["Performed by"] == "Joris Vermaat"
    assert "CR05" in kept["Room"]
    assert kept["Recorded"].startswith("Joris Vermaat, ")
    shown = operator.get(f"/quality/deviations/{deviation}/").content.decode()
    assert "9.4 °C" in shown
    assert "2.0 – 8.0 °C" in shown


def test_what_was_kept_is_signed(browse, too_warm):
    link = f"{NEW}?about=batches.batchstep:{too_warm.pk}&field=Bag%20temperature"
    deviation = raised_about(browse("jvermaat"), link)
    assert ["Bag temperature", "9.4 °C"] in deviation.signed_content()["context"]


def test_a_step_that_is_open_tells_what_is_required(browse, small_batch):
    step = BatchStep.objects.filter(operation__batch=small_batch).earliest("position")
    link = f"{NEW}?about=batches.batchstep:{step.pk}&field=Patient%20code%20matches"
    kept = dict(raised_about(browse("jvermaat"), link).context)
    assert kept["Patient code matches"] == "nothing recorded"
    assert kept["Required"] == "yes"
    assert "Recorded" not in kept


def test_a_result_with_its_unit_and_criterion(browse, people, small_batch):
    sample = sample_of(people, small_batch)
    report(sample, people, Viability="61.2")
    result = Result.objects.get(sample=sample)
    reader = browse("mlindqvist")
    page = f"/batches/{small_batch}/results/"
    deviation = raised_about(reader, link_on(reader, page, f"qc.result:{result.pk}"))
    kept = dict(deviation.context)
    assert deviation.subject_label.startswith(sample.code)
    assert kept[deviation.subject_field] == "61.2 %"
    assert kept["Required"]


def test_the_qualification_of_a_person(browse, people):
    """Achieved, ended and on which evidence, for who may read people."""
    kind = made(QualificationKind, code="GOWN", title="Gowning for grade B", warning_days=30)
    held = made(
        Qualification, user=people["jvermaat"], kind=kind, evidence="TR-0042",
        achieved_on=date(2020, 1, 1), expires_on=date(2021, 1, 1), given_at=NOW,
        given_by=people["mlindqvist"],
    )  # fmt: skip
    quality = browse("mlindqvist")
    page = "/people/accounts/jvermaat/"
    link = link_on(quality, page, f"people.user:{held.user_id}", quote(kind.title))
    deviation = raised_about(quality, link)
    assert deviation.subject_label == "Joris Vermaat"
    kept = dict(deviation.context)
    assert "until 1 Jan 2021" in kept[kind.title]
    assert "TR-0042" in kept[kind.title]
    assert browse("jvermaat").get(link).status_code == 404


def test_every_record_page_has_the_link(browse, people, small_batch, raised):
    version = papers.effective(people, papers.document(people))
    agreement = Agreement.objects.get(organisation__code="NORTHLIGHT")
    make_room("CR06")
    quality = browse("mlindqvist")
    for page, about in (
        ("/board/rooms/CR06/", "cleanrooms.room:"),
        ("/batches/CART-26-001/", f"batches.batchrecord:{small_batch.pk}"),
        ("/people/accounts/jvermaat/", f"people.user:{people['jvermaat'].pk}"),
        ("/documents/SOP-017/", f"documents.documentversion:{version.pk}"),
        (f"/quality/agreements/{agreement}/", f"quality.agreement:{agreement.pk}"),
    ):
        link = link_on(quality, page, about)
        deviation = raised_about(quality, link, title="Seen there")
        shown = quality.get(f"/quality/deviations/{deviation}/").content.decode()
        assert deviation.subject_label in shown
        assert page in shown
    own = raised()
    assert NEW not in quality.get(f"/quality/deviations/{own}/").content.decode()


def test_every_kind_names_what_reading_it_needs(people, small_batch):
    """A partner raises nothing, about the own batch neither."""
    assert {"batches.batchrecord", "batches.batchstep", "qc.result"} <= set(READERS)
    kind, key = "batches.batchrecord", small_batch.pk
    assert subject_for(people["jvermaat"], kind, key)
    assert subject_for(people["pnorth"], kind, key) is None
    assert subject_for(people["jvermaat"], "nothing.such", key) is None
