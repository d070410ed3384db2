"""My work: what waits for a person and is theirs to do, what is due first."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.utils import timezone

from batches.commands.execution import complete_step
from batches.commands.masters import write_master
from batches.gates import verification_blockers
from batches.master_file import read_master
from batches.models import BatchRecord, BatchStep
from batches.queries import masters_to_approve, own_next_steps, steps_to_verify
from integrity.models import Job, JobState
from people.commands.access_reviews import open_access_review
from people.models import Lockout, User
from people.permissions import Permission
from people.work import SOURCES, Task, in_order
from tests import cast
from tests.cast import NOW, answers, make_batch
from tests.web.waiting import kinds, pages, tasks

DAY = timedelta(days=1)


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
                source.of(user, timezone.now(), 8)
