"""Who works by a procedure is trained on it as it is effective."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from documents.commands.training import define_training_need, end_training_need
from documents.matrix import Standing, matrix
from documents.models import Training
from documents.notices import ending_trainings
from documents.trained import last_day, open_for
from documents.training_gates import training_blockers
from integrity.models import Signature
from integrity.refusals import NotPermitted, Overrule, Refused
from people.models import Role, User
from people.qualifications import after_months
from tests.cast import NOW
from tests.deeds import made
from tests.documents import papers

pytestmark = pytest.mark.django_db


@pytest.fixture
def sop(people):
    return papers.document(people)


def missing(user, at=NOW) -> list[tuple[str, str]]:
    found = training_blockers(user, documents=["SOP-017"], at=at)
    return [(one.code, one.about) for one in found]


def codes(refused) -> list[str]:
    return [blocker.code for blocker in refused.value.blockers]


def tasks(user, at=NOW) -> list[str]:
    return [str(version) for version in open_for(user, at)]


def test_it_works(people, sop):
    joris = people["jvermaat"]
    papers.need(people, sop)
    version = papers.effective(people, sop)
    assert missing(joris) == [("NOT_TRAINED", "SOP-017 jvermaat")]
    training = papers.read(joris, version)
    assert missing(joris) == []
    assert missing(people["aowusu"]) == [("NOT_TRAINED", "SOP-017 aowusu")]
    (signature,) = Signature.objects.of(training)
    assert (signature.meaning, signature.signer_name) == ("READ", "Joris Vermaat")


def test_a_new_version_opens_training_before_it_is_effective(people, sop):
    """Whoever is trained on the one that holds still works; and works on once trained on both."""
    joris = people["jvermaat"]
    papers.need(people, sop)
    papers.read(joris, papers.effective(people, sop))
    assert tasks(joris) == []
    new = papers.approved(people, sop, text="Other", effective_on=date(2026, 11, 20))
    assert tasks(joris) == ["SOP-017 v2"]
    assert missing(joris) == []
    papers.make_effective(version=new, by=papers.CALENDAR, at=papers.in_days(18))
    assert missing(joris) == [("NOT_TRAINED", "SOP-017 jvermaat")]
    papers.read(joris, new)
    assert (missing(joris), tasks(joris)) == ([], [])


def test_a_draft_is_nothing_to_train_on(people, sop):
    version = papers.submitted(people, sop)
    with pytest.raises(Refused) as refused:
        papers.read(people["mlindqvist"], version)
    assert codes(refused) == ["NOT_TO_TRAIN_ON"]


def test_reading_is_not_enough_where_an_assessment_is_asked(people, sop):
    joris, trainer = people["jvermaat"], people["mlindqvist"]
    papers.need(people, sop, assessed=True)
    version = papers.effective(people, sop)
    papers.read(joris, version)
    assert [one.code for one in training_blockers(joris, documents=["SOP-017"], at=NOW)] == [
        "NOT_TRAINED"
    ]
    training = papers.assess(joris, version, trainer)
    assert missing(joris) == []
    assert training.recorded_by == trainer


def test_nobody_assesses_oneself(people, sop):
    trainer = people["mlindqvist"]
    version = papers.effective(people, sop)
    with pytest.raises(Refused) as refused:
        papers.assess(trainer, version, trainer)
    assert codes(refused) == ["OWN_TRAINING"]
    with pytest.raises(IntegrityError), transaction.atomic():
        made(
            Training, user=trainer, version_of=version, how="ASSESSED", trained_on=NOW.date(),
            recorded_at=NOW, recorded_by=trainer,
        )  # fmt: skip
    with pytest.raises(NotPermitted):
        papers.assess(people["aowusu"], version, people["jvermaat"])


def test_a_training_ends_as_the_shortest_need_says_and_the_last_day_counts(people, sop):
    joris = people["jvermaat"]
    papers.need(people, sop, months=12)
    training = papers.read(joris, papers.effective(people, sop))
    assert last_day(training, NOW) == date(2027, 11, 2)
    assert missing(joris, papers.in_days(365)) == []
    assert missing(joris, papers.in_days(366)) == [("TRAINING_EXPIRED", "SOP-017 jvermaat")]


def test_a_role_that_comes_later_judges_what_was_signed_before(people, sop):
    """It asks for a shorter period; the longer one of the other role does not save it."""
    joris = people["jvermaat"]
    papers.need(people, sop, months=24)
    papers.need(people, sop, role="supervisor", months=6)
    training = papers.read(joris, papers.effective(people, sop))
    at = papers.in_days(200)
    assert (last_day(training, at), missing(joris, at)) == (date(2028, 11, 2), [])
    papers.give(joris, "supervisor")
    joris = User.objects.get(pk=joris.pk)
    assert last_day(training, at) == date(2027, 5, 2)
    assert missing(joris, at) == [("TRAINING_EXPIRED", "SOP-017 jvermaat")]
    assert tasks(joris, papers.in_days(160)) == ["SOP-017 v1"]
    ending = papers.in_days(160)
    assert [one.concerns for one in ending_trainings(ending)] == [(joris.pk,)]
    (row,) = [cells for user, cells in matrix(at).rows if user == joris]
    assert [(cell.standing, cell.ends_on) for cell in row] == [(Standing.EXPIRED, date(2027, 5, 2))]


def test_a_role_that_comes_later_asks_for_an_assessment(people, sop):
    joris = people["jvermaat"]
    papers.need(people, sop)
    papers.need(people, sop, role="supervisor", assessed=True)
    papers.read(joris, papers.effective(people, sop))
    assert missing(joris) == []
    papers.give(joris, "supervisor")
    assert missing(User.objects.get(pk=joris.pk)) == [("NOT_TRAINED", "SOP-017 jvermaat")]
    operators = matrix(NOW, Role.objects.get(code="operator"))
    (row,) = [cells for user, cells in operators.rows if user == joris]
    assert [(cell.standing, cell.assessed) for cell in row] == [(Standing.TO_DO, True)]


def test_a_need_that_was_ended_shortens_nothing_any_more(people, sop):
    joris = people["jvermaat"]
    need = papers.need(people, sop, months=1)
    training = papers.read(joris, papers.effective(people, sop))
    assert last_day(training, NOW) == date(2026, 12, 2)
    end_training_need(need=need, reason="Other team", by=people["mlindqvist"], at=NOW)
    assert last_day(training, NOW) is None
    assert missing(joris, papers.in_days(365)) == []


@pytest.mark.parametrize(("day", "months", "ends"), [
    (date(2026, 8, 31), 6, date(2027, 2, 28)), (date(2026, 3, 31), 1, date(2026, 4, 30)),
    (date(2026, 11, 2), 12, date(2027, 11, 2)),
])  # fmt: skip
def test_months_end_on_the_same_day_as_those_of_a_qualification(people, sop, day, months, ends):
    papers.need(people, sop, months=months)
    at = NOW + (day - NOW.date())
    version = papers.effective(people, sop, at=min(at, NOW))
    training = papers.read(people["jvermaat"], version, at)
    assert last_day(training, NOW) == ends == after_months(day, months)


def test_reading_again_settles_no_warning_of_an_assessment(people, sop):
    joris, trainer = people["jvermaat"], people["mlindqvist"]
    papers.need(people, sop, assessed=True, months=12)
    version = papers.effective(people, sop)
    papers.assess(joris, version, trainer)
    papers.read(joris, version, papers.in_days(339))
    at = papers.in_days(340)
    assert [one.code for one in ending_trainings(at)] == ["SOP-017 v1 · Joris Vermaat"]
    assert tasks(joris, at) == ["SOP-017 v1"]
    papers.assess(joris, version, trainer, at)
    assert list(ending_trainings(at)) == []


def test_thirty_days_before_its_end_the_person_is_told_and_asked(people, sop):
    joris = people["jvermaat"]
    papers.need(people, sop, months=12)
    version = papers.effective(people, sop)
    papers.read(joris, version)
    for days, told in ((334, []), (335, ["SOP-017 v1 · Joris Vermaat"])):
        at = papers.in_days(days)
        assert [one.code for one in ending_trainings(at)] == told
        assert tasks(joris, at) == (["SOP-017 v1"] if told else [])
    (due,) = ending_trainings(papers.in_days(335))
    assert due.concerns == (joris.pk,)
    papers.read(joris, version, papers.in_days(340))
    assert list(ending_trainings(papers.in_days(340))) == []
    assert tasks(joris, papers.in_days(340)) == []


def test_what_is_missing_may_be_overruled_and_a_procedure_that_is_not_effective_blocks(people, sop):
    papers.approved(people, sop)
    asked = training_blockers(people["jvermaat"], documents=["SOP-017", "SOP-404"], at=NOW)
    assert [one.code for one in asked] == ["PROCEDURE_NOT_EFFECTIVE", "PROCEDURE_NOT_EFFECTIVE"]
    assert {one.overrule for one in asked} == {Overrule.SUPERVISOR_AND_SECOND_PERSON}
    assert training_blockers(people["jvermaat"], documents=[], at=NOW) == []


def test_the_matrix_says_where_everybody_stands(people, sop):
    papers.need(people, sop, months=12)
    other = papers.document(people, "SOP-018")
    papers.need(people, other, role="qc-analyst", assessed=True)
    version = papers.effective(people, sop)
    papers.effective(people, other)
    papers.read(people["jvermaat"], version)

    def shown(at, role=None):
        found = matrix(at, role)
        return {user.username: [cell.standing.name for cell in cells] for user, cells in found.rows}

    assert shown(NOW) == {
        "aowusu": ["TO_DO", "NOT_NEEDED"],
        "jvermaat": ["TRAINED", "NOT_NEEDED"],
        "trieger": ["NOT_NEEDED", "TO_DO"],
    }
    operators = Role.objects.get(code="operator")
    assert shown(papers.in_days(340), operators)["jvermaat"] == [Standing.ENDS_SOON.name]
    assert shown(papers.in_days(400), operators)["jvermaat"] == [Standing.EXPIRED.name]


def test_a_need_is_there_once_and_ends(people, sop):
    need = papers.need(people, sop)
    with pytest.raises(Refused) as refused:
        papers.need(people, sop)
    assert codes(refused) == ["DEFINED_ALREADY"]
    with pytest.raises(Refused) as refused:
        define_training_need(
            document=sop, role=Role.objects.get(code="planner"), assessed=False, months=0,
            by=people["mlindqvist"], at=NOW,
        )  # fmt: skip
    assert codes(refused) == ["BAD_INTERVAL"]
    papers.effective(people, sop)
    assert tasks(people["jvermaat"]) == ["SOP-017 v1"]
    end_training_need(need=need, reason="Other team", by=people["mlindqvist"], at=NOW)
    assert tasks(people["jvermaat"]) == []
