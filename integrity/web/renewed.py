"""A part of a page that is asked for every few seconds, and mostly is as it was."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone

from integrity.models import AuditEvent

View = Callable[..., HttpResponse]
LETTERS = 16


def renewed(view: View) -> View:
    """304 without making the part, when no command ran since it was made.

    Every GMP change has an event in the audit trail, in the same transaction: while the last one
    is the same, whatever commands write is the same. The number is read before the part is made,
    so that a change in between is told the next time. What changes by the hour alone is found
    within a minute, since the minute is in the tag too. Made again with the same content it is
    304 as well, with the new tag.
    """

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        moment = _moment(request)
        known, _dash, content = request.headers.get("If-None-Match", "").strip('W/"').partition("-")
        if known == moment:
            return _tagged(HttpResponseNotModified(), moment, content)
        answer = view(request, *args, **kwargs)
        if answer.status_code != HTTPStatus.OK:
            return answer
        made = sha256(answer.content).hexdigest()[:LETTERS]
        if made == content:
            answer = HttpResponseNotModified()
        return _tagged(answer, moment, made)

    return asked


def _moment(request: HttpRequest) -> str:
    """The last event, the minute, this release, and who asks for what."""
    last = AuditEvent.objects.order_by().aggregate(last=Max("seq"))["last"]
    minute = int(timezone.now().timestamp()) // 60
    told = (last, minute, settings.RELEASE, request.user.pk, request.get_full_path())
    return sha256(repr(told).encode()).hexdigest()[:LETTERS]


def _tagged(answer: HttpResponse, moment: str, content: str) -> HttpResponse:
    answer["ETag"] = f'"{moment}-{content}"'
    answer["Cache-Control"] = "private, no-cache"
    return answer
