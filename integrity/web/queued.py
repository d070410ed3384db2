"""A form whose entry may come late: kept on a tablet while there was no network."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from integrity.web.forms import ChangeForm

SAME_MOMENT = timedelta(minutes=1)


class QueuedForm(ChangeForm):
    """`pressed_at` is when the person did it, in the server's time as the device knows it."""

    pressed_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def happened_at(self, at: datetime) -> datetime:
        """When it was done: as the device says, unless that is now or cannot be.

        A device whose clock runs ahead does not write the future; what it sent just now is now.
        """
        try:
            pressed = datetime.fromisoformat(self.cleaned_data["pressed_at"])
        except ValueError:
            return at
        if pressed.tzinfo is None or pressed >= at - SAME_MOMENT:
            return at
        return pressed


class LateForm(QueuedForm):
    """Says what was done, whatever was written in between; changes no record as it was shown."""

    version = None  # type: ignore[assignment]


def kept_offline(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that a tablet may open again without network, as it was shown last."""

    @wraps(view)
    def marked(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        return keep_offline(view(request, *args, **named))

    return marked


def keep_offline(answer: HttpResponse) -> HttpResponse:
    answer["X-Keep-Offline"] = "yes"
    return answer
