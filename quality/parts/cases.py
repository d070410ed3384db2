"""What deviations, CAPA, changes and complaints show alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from quality.models import Capa, Case, ChangeControl, Complaint, Deviation, Outsourcing
from quality.parts.shapes import Fact

PAGES: dict[type[Case], str] = {
    Deviation: "deviations", Capa: "capa", ChangeControl: "changes", Complaint: "complaints",
    Outsourcing: "outsourcing",
}  # fmt: skip


def address(case: Case) -> str:
    return reverse(f"{PAGES[type(case)]}-record", args=[case.number])


def numbered(name: Any, case: Case) -> Fact:
    return Fact(name, case.number, url=address(case), code=True)


def state_of(case: Any, at: datetime) -> Fact:
    return Fact(_("State"), case.get_state_display(), sign=case.sign)


def due_of(case: Case, at: datetime) -> Fact:
    """A day that is over, and nobody has done it, stands out."""
    if case.due_on is None:
        return Fact(_("Due"), "–")
    if case.is_late(at):
        return Fact(
            _("Due"),
            _("%(day)s, overdue") % {"day": date_format(case.due_on, "j M Y")},
            sign="action",
        )
    return Fact(_("Due"), day=case.due_on)


def owner_of(case: Case) -> Fact:
    return Fact(_("Owner"), case.owner.display_name if case.owner else "–")


def who_and_when(case: Case, at: datetime) -> Iterator[Fact]:
    yield owner_of(case)
    yield due_of(case, at)
    yield Fact(_("Raised by"), case.raised_by.display_name)
    yield Fact(_("Raised"), at=case.raised_at)
    if case.closed_by:
        yield Fact(_("Ended by"), case.closed_by.display_name)
        yield Fact(_("Ended"), at=case.closed_at)
    if case.ending:
        yield Fact(_("Reason"), case.ending)


def case_row(case: Any, at: datetime, *more: Fact) -> list[Fact]:
    """A line of the list: number, title, what tells it apart, state, owner, due."""
    head = [numbered(_("Number"), case), Fact(_("Title"), case.title)]
    return [*head, *more, state_of(case, at), owner_of(case), due_of(case, at)]
