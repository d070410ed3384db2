"""My work: what waits for a person and is theirs to do, what is due first."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from batches.commands.execution import complete_step
from batches.commands.masters import write_master
from batches.gates import verification_blockers
from batches.master_file import read_master
from batches.models import BatchRecord, BatchStep
from batches.queries import masters_to_approve, own_next_steps, steps_to_verify
from integrity.models import Job, JobState
from people.commands.access_reviews import judge_access, open_access_review
from people.commands.delegations import draft_delegation
from people.commands.qualifications import define_qualification, record_qualification
from people.models import AccessDecision, Lockout, Qualification, User
from people.models.qualification import day_of
from people.permissions import Permission
from people.work import SOURCES, Task, in_order
from tests import cast
from tests.cast import NOW, answers, make_batch
from tests.signing import delegate

DAY = timedelta(days=1)


def tasks(browse: Any, username: str, kind: str = "") -> list[tuple[str, str]]:
    """Task and code, in the order of the page."""
    page = browse(username).get("/", {"work": kind} if kind else {}).text
    card = page.partition('id="waiting"')[2].partition("</section>")[0]
    found = re.findall(r'<tr>\s*<td class="wide"><a class="strong" .*?</tr>', card, re.DOTALL)
    return [
        (told(r'"strong"[^>]*>([^<]+)', row), told(r'class="id" *>([^<]+)', row)) for row in found
    ]


def told(pattern: str, row: str) -> str:
    match = re.search(pattern, row)
    return match[1] if match else ""


def pages(browse: Any, username: str) -> list[str]:
    page = browse(username).get("/").text
    return re.findall(r'<a class="strong" href="([^"]+)">', page.partition('id="waiting"')[2])


def kinds(browse: Any, username: str) -> list[str]:
    """The sources that have something for the person."""
    answer = browse(username).get("/")
    return [source.name for source, _ in answer.context["work"]]


def perform(people: dict[str, User], batch: BatchRecord, who: str = "jvermaat") -> BatchStep:
    step = BatchStep.objects.filter(operation__batch=batch, state="OPEN").earliest("position")
    complete_step(step=step, values=answers(step), by=people[who], at=NOW)
    step.refresh_from_db()
    return step


def test_nothing_waits(browse: Any, people: dict[str, User]) -> None:
    for username in people:
        page = browse(username).get("/")
        assert "Nothing waits for you" in page.text, username


def test_a_performed_step_waits_for_another_person(
    browse: Any, people: dict[str, User], small_batch: BatchRecord
) -> None:
    step = perform(people, small_batch)
    asked = (f"Verify step {step}", "CART-26-001")
    assert asked in tasks(browse, "aowusu")
    assert asked in tasks(browse, "kadler")
    for username in ("jvermaat", "mlindqvist", "trieger", "shaas", "pnorth", "phalden"):
        assert asked not in tasks(browse, username), username
    assert f"/batches/CART-26-001/steps/{step.number}/" in pages(browse, "aowusu")


def test_what_waits_is_what_the_gate_lets_a_person_verify(
    people: dict[str, User], small_batch: BatchRecord
) -> None:
    perform(people, small_batch)
    perform(people, make_batch(people, small_batch.master, "CART-26-002"), who="aowusu")
    for user in people.values():
        free = {one for one in BatchStep.objects.all()
                if not verification_blockers(one, by=user, at=NOW)}  # fmt: skip
        assert set(steps_to_verify(user)) == free


def test_the_next_step_of_a_batch_waits_for_who_works_at_it(
    browse: Any, people: dict[str, User], small_batch: BatchRecord
) -> None:
    first, *_ = BatchStep.objects.filter(operation__batch=small_batch).order_by("position")
    asked = (f"Perform step {first}", "CART-26-001")
    assert tasks(browse, "kadler") == [asked]
    assert tasks(browse, "jvermaat") == []
    done = perform(people, small_batch)
    following = list(own_next_steps(people["jvermaat"]))
    if done.needs_verification:
        assert following == []
        cast.verify(done, by=people["aowusu"], at=NOW + DAY)
    (step,) = own_next_steps(people["jvermaat"])
    assert step.position == 2
    assert step.waits_since >= NOW
    assert tasks(browse, "jvermaat") == [(f"Perform step {step}", "CART-26-001")]


def test_a_draft_waits_for_an_approver_who_did_not_write_it(
    browse: Any, people: dict[str, User], small_batch: BatchRecord
) -> None:
    draft = replace(read_master(cast.SMALL_MASTER.read_text(encoding="utf-8")), revision=2)
    master = write_master(draft=draft, product=small_batch.master.product, by=people["kadler"],
                          at=NOW)  # fmt: skip
    assert tasks(browse, "mlindqvist") == [("Approve the master record", str(master))]
    assert pages(browse, "mlindqvist") == [f"/trail/record/batches.masterbatchrecord/{master.pk}/"]
    assert browse("mlindqvist").get(pages(browse, "mlindqvist")[0]).status_code == 200
    assert "approve-master" not in kinds(browse, "kadler")
    assert list(masters_to_approve(people["kadler"])) == []


def test_a_review_of_access_is_judged_and_then_signed(browse: Any, people: dict[str, User]) -> None:
    review = open_access_review(by=people["mlindqvist"], at=NOW)
    others = len(people) - 1
    assert tasks(browse, "mlindqvist") == [(f"Judge {others} accounts", "AR-001")]
    assert "access-review" not in kinds(browse, "jvermaat")
    for judge in ("mlindqvist", "nbakker"):
        left = review.lines.filter(decision="").exclude(user=people[judge])
        kept = {line.pk: (AccessDecision.KEEP, "") for line in left}
        judge_access(review=review, judgements=kept, by=people[judge], at=NOW)
    assert tasks(browse, "mlindqvist") == [("Sign the review of access", "AR-001")]
    assert tasks(browse, "nbakker") == []


@pytest.fixture
def gowning(people: dict[str, User]) -> Any:
    return define_qualification(
        code="gowning", title="Gowning", months=12, warning_days=30, by=cast.SETUP, at=NOW
    )


def qualify(people: dict[str, User], kind: Any, username: str, ends_in: int) -> Qualification:
    now = timezone.now()
    return record_qualification(
        user=people[username], kind=kind, achieved_on=day_of(now - 300 * DAY), evidence="A record",
        expires_on=day_of(now + ends_in * DAY), by=people["mlindqvist"], at=now,
    )  # fmt: skip


@pytest.mark.parametrize(("ends_in", "word"), [(-2, "Expired"), (10, "Ends soon"), (45, "")])
def test_a_qualification_waits_for_its_holder_before_it_ends(
    browse: Any, people: dict[str, User], gowning: Any, ends_in: int, word: str
) -> None:
    qualify(people, gowning, "jvermaat", ends_in)
    page = browse("jvermaat").get("/").text
    assert ("Renew a qualification of yours" in page) == bool(word)
    assert word in page
    assert "own-qualifications" not in kinds(browse, "aowusu")


def test_a_later_one_of_the_kind_renews_it(
    browse: Any, people: dict[str, User], gowning: Any
) -> None:
    qualify(people, gowning, "jvermaat", -2)
    qualify(people, gowning, "jvermaat", 60)
    assert tasks(browse, "jvermaat") == []


def test_who_qualifies_people_is_told_whose_end(
    browse: Any, people: dict[str, User], gowning: Any
) -> None:
    qualify(people, gowning, "jvermaat", 10)
    assert tasks(browse, "mlindqvist") == [("Qualify Joris Vermaat anew", "jvermaat")]
    assert pages(browse, "mlindqvist") == ["/people/accounts/jvermaat/qualify/"]
    assert "qualifications" not in kinds(browse, "shaas")


def test_both_are_told_when_a_delegation_begins_or_ends(
    browse: Any, people: dict[str, User]
) -> None:
    now = timezone.now()
    delegate(
        to=people["jvermaat"], permissions=[Permission.CREATE_BATCH], valid_from=now,
        valid_until=now + 5 * DAY, reason="Holiday", by=people["kadler"], at=now,
    )  # fmt: skip
    delegate(
        to=people["aowusu"], permissions=[Permission.CREATE_BATCH], valid_from=now + 20 * DAY,
        valid_until=now + 30 * DAY, reason="Holiday", by=people["kadler"], at=now,
    )  # fmt: skip
    assert [asked for asked, _ in tasks(browse, "jvermaat")] == ["You act for Kwame Adler"]
    assert [asked for asked, _ in tasks(browse, "kadler")] == ["Joris Vermaat acts for you"]
    assert tasks(browse, "aowusu") == []


def test_a_delegation_waits_for_its_giver_to_sign_it(browse: Any, people: dict[str, User]) -> None:
    now = timezone.now()
    draft_delegation(
        to=people["jvermaat"], permissions=[Permission.CREATE_BATCH], valid_from=now,
        valid_until=now + 5 * DAY, reason="Holiday", by=people["kadler"], at=now,
    )  # fmt: skip
    assert [asked for asked, _ in tasks(browse, "kadler")] == ["Sign: Joris Vermaat acts for you"]
    assert tasks(browse, "jvermaat") == []


def test_failed_jobs_and_locked_accounts_wait_for_who_looks_after_the_system(
    browse: Any, people: dict[str, User]
) -> None:
    now = timezone.now()
    Job.objects.create(kind="make_pdf", key="batch 1", state=JobState.DEAD, ended_at=now)
    Lockout.objects.create(user=people["aowusu"], locked_at=now - DAY, locked_until=now + DAY)
    assert tasks(browse, "shaas") == [
        ("Unlock the account", "aowusu"), ("Mend and try a job again", "batch 1"),
    ]  # fmt: skip
    assert tasks(browse, "mlindqvist") == []


def test_what_is_late_comes_first_then_what_is_due_then_what_waits_longest() -> None:
    late, soon, later = (NOW - DAY, NOW + DAY, NOW + 9 * DAY)
    told = [
        Task("new", "/", since=NOW), Task("later", "/", due=later, since=late),
        Task("old", "/", since=late), Task("late", "/", due=late),
        Task("soon", "/", due=soon),
    ]  # fmt: skip
    assert [task.asked for task in in_order(told)] == ["late", "soon", "later", "old", "new"]


def test_many_tasks_are_counted_and_shown_by_their_kind(
    browse: Any, people: dict[str, User], small_batch: BatchRecord
) -> None:
    for number in range(2, 13):
        perform(people, make_batch(people, small_batch.master, f"CART-26-{number:03}"))
    answer = browse("aowusu").get("/")
    assert answer.context["waiting"] == 11
    assert "3 more wait" in answer.text
    assert len(tasks(browse, "aowusu")) == 8
    assert len(tasks(browse, "aowusu", "verify")) == 11
    assert len(tasks(browse, "aowusu", "no-such-kind")) == 8


def test_a_source_costs_one_query_whatever_it_finds(
    people: dict[str, User], small_batch: BatchRecord, django_assert_max_num_queries: Any
) -> None:
    perform(people, small_batch)
    perform(people, make_batch(people, small_batch.master, "CART-26-002"))
    open_access_review(by=people["mlindqvist"], at=NOW)
    for username in ("jvermaat", "aowusu", "kadler", "mlindqvist", "shaas"):
        user = User.objects.get(username=username)
        user.may(Permission.VERIFY_STEP)  # its roles are read
        for source in SOURCES.values():
            with django_assert_max_num_queries(1):
                source.find(user, timezone.now(), 8)
