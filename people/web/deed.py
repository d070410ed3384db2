"""A page that asks for what one command needs, and calls it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from integrity.competence import competence_blockers
from integrity.models import Record
from integrity.refusals import NotPermitted
from integrity.web.forms import ChangeForm, CommandForm
from integrity.web.queued import QueuedForm, keep_offline
from people.models import User
from people.permissions import Permission
from people.web.needs import signed_in

Act = Callable[[dict[str, Any], User, datetime], Any]


@dataclass(frozen=True)
class Deed:
    """One command on its page: title, the word on the button, its form, the call, where back to.

    `back` is an address, or makes one of what the command gave. `record` is what a ChangeForm
    changes: as it was shown, or not at all.
    `shows` is what another template shows besides.
    `act` gets what was typed, who did it and when; `typed["command_id"]` makes a double tap one.
    One with a `queue`, its words among what is not sent, is kept on a tablet without network: its
    form is a QueuedForm, and `typed["happened_at"]` says when it was done.
    """

    permission: Permission
    title: Any
    button: Any
    form: Callable[..., CommandForm]
    act: Act
    back: str | Callable[[Any], str]
    done: Any
    note: Any = ""
    record: Record | None = None
    parents: tuple[tuple[Any, str], ...] = ()
    initial: Mapping[str, Any] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)
    ends: bool = False
    queue: Any = ""
    template: str = "people/deed.html"
    shows: Mapping[str, Any] = field(default_factory=dict)

    @property
    def leave(self) -> str:
        """Where one goes who does nothing after all: the last parent when `back` asks what came."""
        if isinstance(self.back, str):
            return self.back
        return self.parents[-1][1] if self.parents else "/"


def deed_page(request: HttpRequest, deed: Deed) -> HttpResponse:
    """Shows the form; POST does it and leads back. A refusal keeps everything that was typed."""
    user = signed_in(request)
    if not user.may(deed.permission):
        raise NotPermitted(user.display_name, deed.permission)
    draft = f"deed:{request.path}" if deed.queue else ""
    initial = {"command_id": uuid.uuid4(), **deed.initial}
    if deed.record is not None:
        initial["version"] = deed.record.version
    form = deed.form(**deed.given, data=request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        done = form.tried(lambda: _did(deed, form, user))
        if done is not None:
            messages.success(request, str(deed.done), extra_tags=f"draft:{draft}")
            return redirect(deed.back(done) if callable(deed.back) else deed.back)
    unable = competence_blockers(user, permission=deed.permission, at=timezone.now())
    context = {**deed.shows, "deed": deed, "form": form, "unable": unable, "draft": draft}
    answer = render(request, deed.template, context, status=form.status)
    return keep_offline(answer) if deed.queue else answer


def _did(deed: Deed, form: CommandForm, user: User) -> Any:
    typed, at = form.cleaned_data, timezone.now()
    if isinstance(form, ChangeForm) and deed.record is not None:
        form.seen(deed.record)
        del typed["version"]
    if isinstance(form, QueuedForm):
        typed["happened_at"] = form.happened_at(at)
    return deed.act(typed, user, at)
