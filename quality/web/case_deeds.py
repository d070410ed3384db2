"""Deeds of cases on their pages: the command takes the case as shown, and what was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from integrity.commands import Command
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed
from people.web.forms import WithdrawForm
from quality.parts.cases import PAGES, address
from quality.parts.shapes import Part
from quality.web.kinds import Offer

When = Callable[[Any, User], bool]
Shows = Callable[[Any, datetime], list[Part]]


def offer(
    title: Any,
    command: Command[..., Any],
    named: str,
    above: Any,
    done: Any,
    when: When,
    *,
    form: Any = WithdrawForm,
    initial: Callable[[Any], Mapping[str, Any]] = lambda case: {},
    ends: bool = False,
    note: Any = "",
    next_in: str = "",
    shows: Shows | None = None,
) -> Offer:
    """The page of a command whose first input is the case; `above` is the title of its list.

    `shows` are the parts of the record on which it is decided.
    """

    def deed(case: Any, user: User) -> Deed:
        def act(typed: dict[str, Any], by: User, at: datetime) -> Any:
            inputs = {named: case, **typed}
            return command.once(inputs.pop("command_id"), **inputs, by=by, at=at)

        page = address(case)
        return Deed(
            permission=Permission(command.permission), title=title, button=title, form=form,
            act=act, back=page, done=done, record=case, ends=ends, initial=initial(case),
            note=note or f"{case.number}: {case.title}", template="quality/deed.html",
            shows={"before": shows(case, timezone.now()) if shows else []},
            parents=((above, reverse(f"{PAGES[type(case)]}-list")), (case.number, page)),
        )  # fmt: skip

    return Offer(title, deed, when, next_in)


def manages(*states: str) -> When:
    """To quality assurance, in these states."""
    return lambda case, user: case.state in states and user.may(Permission.MANAGE_QUALITY)


def owns(*states: str) -> When:
    """To its owner and to quality assurance, in these states."""

    def when(case: Any, user: User) -> bool:
        is_owner = case.owner_id == user.pk and user.may(Permission.RAISE_DEVIATION)
        return case.state in states and (is_owner or user.may(Permission.MANAGE_QUALITY))

    return when
