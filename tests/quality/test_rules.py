"""Rules of quality that no other test sees alone: each refused with its own reason."""

from __future__ import annotations

from datetime import timedelta

import pytest

from integrity.refusals import Refused
from quality.commands.capa import report_capa_done
from quality.commands.changes import link_change, propose_change
from quality.commands.engagements import end_engagement, sign_engagement
from quality.commands.impacts import assess_impact, conclude_impact
from quality.commands.investigation import close_deviation, conclude_investigation, waive_capa
from quality.models import Agreement, Area, Cause, Deviation, Impact, Method
from quality.subjects import subject_of
from tests import cast
from tests.cast import NOW
from tests.quality.conftest import check
from tests.quality.test_capa_ends import opened
from tests.signing import signed

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {one.code for one in refused.value.blockers}


def assessed(people, impact: Impact) -> Impact:
    return assess_impact(
        impact=impact, conclusion="NONE", assessment="None", by=people["mlindqvist"], at=NOW
    )


def investigate(people, deviation: Deviation, by: str = "kadler") -> Deviation:
    return conclude_investigation(
        deviation=deviation, method=Method.OTHER, cause=Cause.UNKNOWN, findings="x",
        root_cause="x", by=people[by], at=NOW,
    )  # fmt: skip


@pytest.fixture
def touching(raised, small_batch) -> Deviation:
    return raised(subject=subject_of("batches.batchrecord", small_batch.pk))


def test_a_sponsors_impact_is_not_concluded_without_the_fact(people, touching, classified):
    classified(touching, fact="")
    impact = assessed(people, touching.impacts.get())
    with pytest.raises(Refused) as refused:
        signed(conclude_impact, "impact", impact, people["mlindqvist"], NOW)
    assert codes(refused) == {"NO_FACT"}


def test_an_impact_is_concluded_once(people, touching, classified):
    classified(touching)
    impact = assessed(people, touching.impacts.get())
    signed(conclude_impact, "impact", impact, people["mlindqvist"], NOW)
    with pytest.raises(Refused) as refused:
        signed(conclude_impact, "impact", impact, people["mlindqvist"], NOW)
    assert codes(refused) == {"CONCLUDED_ALREADY"}
    with pytest.raises(Refused) as refused:
        assessed(people, impact)
    assert codes(refused) == {"CONCLUDED_ALREADY"}


def test_an_impact_is_assessed_before_it_is_concluded(people, touching, classified):
    classified(touching)
    with pytest.raises(Refused) as refused:
        signed(conclude_impact, "impact", touching.impacts.get(), people["mlindqvist"], NOW)
    assert codes(refused) == {"NOT_ASSESSED"}


def test_it_is_investigated_after_it_is_classified_and_once(people, raised, classified):
    deviation = raised()
    with pytest.raises(Refused) as refused:
        investigate(people, deviation, by="mlindqvist")
    assert codes(refused) == {"NOT_NOW"}
    investigate(people, classified(deviation))
    with pytest.raises(Refused) as refused:
        investigate(people, deviation)
    assert codes(refused) == {"NOT_NOW"}


def test_it_is_not_closed_before_it_is_investigated(people, raised, classified):
    deviation = classified(raised())
    waive_capa(deviation=deviation, reason="Once", by=people["mlindqvist"], at=NOW)
    with pytest.raises(Refused) as refused:
        signed(close_deviation, "deviation", deviation, people["mlindqvist"], NOW)
    assert codes(refused) == {"NOT_NOW"}


def test_who_investigated_reads_why_another_closes(browse, people, raised, classified):
    deviation = investigate(people, classified(raised()), by="mlindqvist")
    waive_capa(deviation=deviation, reason="Once", by=people["mlindqvist"], at=NOW)
    page = browse("mlindqvist").get(f"/quality/deviations/{deviation}/").content.decode()
    assert "“Approved by” must be another person." in page


def test_the_next_check_is_later_than_the_last(people, raised, classified):
    capa = opened(people, classified(raised()))
    report_capa_done(capa=capa, evidence="x", by=people["kadler"], at=NOW)
    with pytest.raises(Refused) as refused:
        check(capa, people["mlindqvist"], NOW, is_effective=False, check_on=capa.check_on)
    assert codes(refused) == {"NO_NEXT_CHECK"}
    with pytest.raises(Refused) as refused:
        check(capa, people["mlindqvist"], NOW, finding="")
    assert {one.field for one in refused.value.blockers} == {"finding"}


def test_a_draft_that_is_past_is_not_signed(people):
    drafted = cast.drafted_agreement(people, "HALDEN", valid_until=NOW.date() - DAY)
    cast.with_document(drafted, people["nbakker"], NOW)
    with pytest.raises(Refused) as refused:
        signed(sign_engagement, "engagement", drafted, people["mlindqvist"], NOW)
    assert codes(refused) == {"PAST"}


def test_it_ends_once(people):
    north = Agreement.objects.get(organisation__code="NORTHLIGHT")
    end_engagement(engagement=north, reason="x", by=people["mlindqvist"], at=NOW)
    with pytest.raises(Refused) as refused:
        end_engagement(engagement=north, reason="x", by=people["mlindqvist"], at=NOW)
    assert codes(refused) == {"ENDED_ALREADY"}


def test_a_change_bears_on_something(people):
    with pytest.raises(Refused) as refused:
        propose_change(
            title="x", description="x", why="x", areas=[], owner=people["kadler"],
            due_on=NOW.date(), by=people["kadler"], at=NOW,
        )  # fmt: skip
    assert codes(refused) == {"NO_AREA"}


def test_a_record_is_named_once(people, small_batch):
    change = propose_change(
        title="x", description="x", why="x", areas=[Area.ROOMS], owner=people["kadler"],
        due_on=NOW.date(), by=people["kadler"], at=NOW,
    )  # fmt: skip
    about = subject_of("batches.batchrecord", small_batch.pk)
    link_change(change=change, subject=about, by=people["kadler"], at=NOW)
    with pytest.raises(Refused) as refused:
        link_change(change=change, subject=about, by=people["kadler"], at=NOW)
    assert codes(refused) == {"LINKED_ALREADY"}


def test_a_field_is_one_that_the_record_has(raised, small_batch):
    about = subject_of("batches.batchrecord", small_batch.pk)
    with pytest.raises(Refused) as refused:
        raised(subject=about, field="Lot")
    assert codes(refused) == {"NO_SUCH_FIELD"}
