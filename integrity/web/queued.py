"""A form whose entry may come late: kept on a tablet while there was no network."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from integrity.web.forms import ChangeForm


class QueuedForm(ChangeForm):
    """`pressed_at` is when the person did it, in the server's time as the device knows it."""

    pressed_at = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def happened_at(self) -> datetime | None:
        """As the device says, whenever it is sent: the same entry sent again is the same entry.

        None where it says nothing that is a moment; see `integrity.moments.done_at`.
        """
        try:
            pressed = datetime.fromisoformat(self.cleaned_data["pressed_at"])
        except ValueError:
            return None
        return pressed if pressed.tzinfo else None


def kept_offline(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that a tablet may open again without network, as it was shown last."""

    @wraps(view)
    def marked(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        answer = view(request, *args, **named)
        answer["X-Keep-Offline"] = "yes"
        return answer

    return marked
