"""Every open account is reviewed from time to time; what is withdrawn ends."""

from __future__ import annotations

import pytest

from integrity.models import AuditEvent, Signature
from integrity.refusals import NotPermitted, Refused
from integrity.signatures.meanings import Meaning
from people.commands.access_reviews import (
    complete_access_review,
    judge_access,
    open_access_review,
)
from people.models import AccessReview, User
from people.permissions import Permission
from tests.cast import FOUNDED
from tests.deeds import changed
from tests.signing import attested

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(people, now) -> AccessReview:
    return open_access_review(by=people["mlindqvist"], at=now)


def judge(review: AccessReview, by: User, now, **judged: tuple[str, str]) -> AccessReview:
    """By user name; everybody else but the reviewer is kept."""
    lines = review.lines.select_related("user").exclude(user=by)
    judgements = {line.pk: judged.get(line.user.username, ("KEEP", "")) for line in lines}
    return judge_access(review=review, judgements=judgements, by=by, at=now)


def complete(review: AccessReview, by: User, now) -> AccessReview:
    known = attested(by, review, Meaning.REVIEWED, now)
    return complete_access_review(review=review, by=by, at=now, attested=known)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [blocker.code for blocker in refused.value.blockers]


def test_it_works(people, review, now):
    qa, manager = people["mlindqvist"], people["nbakker"]
    line = review.lines.get(user=people["jvermaat"])
    assert (line.roles, line.last_change) == (
        "Operator, Demo site",
        f"role.given {FOUNDED:%Y-%m-%d}",
    )
    judge(review, qa, now, jvermaat=("WITHDRAW", "Left in October"))
    own = review.lines.get(user=qa)
    judge_access(review=review, judgements={own.pk: ("KEEP", "")}, by=manager, at=now)
    done = complete(review, qa, now)
    assert (done.completed_at, done.completed_by) == (now, qa)
    gone = User.objects.get(username="jvermaat")
    assert gone.is_active
    assert not any(gone.may(one, at=now) for one in Permission if one.is_given)
    assert User.objects.get(username="aowusu").may(Permission.EXECUTE_STEP, at=now)
    ended = AuditEvent.objects.get(verb="role.withdrawn")
    assert (ended.actor_name, ended.reason) == ("CGT-LIMS access review", "AR-001: Left in October")


def test_closed_accounts_are_not_in_it(people, now):
    changed(people["jvermaat"], is_active=False)
    review = open_access_review(by=people["mlindqvist"], at=now)
    assert review.lines.count() == len(people) - 1


def test_one_is_open_at_a_time(people, review, now):
    with pytest.raises(Refused) as refused:
        open_access_review(by=people["nbakker"], at=now)
    assert codes(refused) == ["REVIEW_OPEN"]


def test_it_is_complete_when_everybody_was_judged(people, review, now):
    qa = people["mlindqvist"]
    judge(review, qa, now)
    with pytest.raises(Refused, match="1 account is not judged yet") as refused:
        complete(review, qa, now)
    assert codes(refused) == ["NOT_ALL_JUDGED"]


def test_nobody_judges_the_own_access(people, review, now):
    qa = people["mlindqvist"]
    own = review.lines.get(user=qa)
    with pytest.raises(Refused) as refused:
        judge_access(review=review, judgements={own.pk: ("KEEP", "")}, by=qa, at=now)
    assert codes(refused) == ["OWN_ACCESS"]


@pytest.mark.parametrize(
    ("judged", "code"),
    [
        (("WITHDRAW", " "), "NOTE_NEEDED"),
        (("PERHAPS", ""), "BAD_DECISION"),
        (("KEEP", "x" * 501), "BAD_NOTE"),
    ],
)
def test_what_will_not_do_is_refused(people, review, now, judged, code):
    with pytest.raises(Refused) as refused:
        judge(review, people["mlindqvist"], now, jvermaat=judged)
    assert codes(refused) == [code]
    assert not review.lines.exclude(decision="").exists()


def test_a_completed_one_stays_as_it_is(people, review, now):
    qa, manager = people["mlindqvist"], people["nbakker"]
    judge(review, qa, now)
    judge(review, manager, now)
    complete(review, qa, now)
    for again in (lambda: judge(review, qa, now),
                  lambda: complete(review, qa, now)):  # fmt: skip
        with pytest.raises(Refused) as refused:
            again()
        assert codes(refused) == ["COMPLETED_ALREADY"]
    assert str(open_access_review(by=manager, at=now)) == "AR-002"


def test_only_who_reviews_access_does(people, review, boss, now):
    with pytest.raises(NotPermitted):
        judge(review, boss, now)


def test_who_reviews_but_is_not_qa_does_not_sign_it(people, review, now):
    qa, manager = people["mlindqvist"], people["nbakker"]
    judge(review, qa, now)
    judge(review, manager, now)
    with pytest.raises(NotPermitted, match="sign reviews of access"):
        complete(review, manager, now)


def test_what_was_signed_is_void_when_a_line_is_another_later(people, review, now):
    qa, manager = people["mlindqvist"], people["nbakker"]
    judge(review, qa, now)
    judge(review, manager, now)
    complete(review, qa, now)
    assert not Signature.objects.of(review).get().is_void
    changed(review.lines.first(), note="Left long ago")
    assert Signature.objects.of(review).get().is_void
