"""One tap on a room's tablet is one command; without network it is kept and sent later."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from integrity.web.queued import QueuedForm

Act = Callable[[dict[str, Any], datetime, datetime], Any]
Shown = Callable[[Any], HttpResponse]


class Tap(QueuedForm):
    """A button and nothing else; it says what happened, whatever was written in between."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{"auto_id": False, **more})


def fresh() -> Tap:
    """For one button: its command is one, however often it is tapped."""
    return Tap(initial={"command_id": uuid.uuid4()})


def tap(
    request: HttpRequest, act: Act, *, said: Any, back: str | Callable[[Any], str], shown: Shown,
    form: QueuedForm | None = None,
) -> HttpResponse:  # fmt: skip
    """Does it and leads back; `act` gets what was typed, when it happened, and now.

    A refusal is shown on the page that was tapped, with everything that was typed.
    """
    form = form or Tap(request.POST)
    if form.is_valid():
        at = timezone.now()
        happened = form.happened_at(at)
        done = form.tried(lambda: act(form.cleaned_data, happened, at))
        if done is not None:
            messages.success(request, str(said(done) if callable(said) else said))
            return redirect(back(done) if callable(back) else back)
    return shown(form)
