"""How an entry that a tablet kept and sends is answered: by status, not by a page to go to."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse

LEADS_ON = {HTTPStatus.FOUND, HTTPStatus.SEE_OTHER}
ANSWERED = "X-Answered"


class QueuedAnswer:
    """Marks what the page itself answered, so that no answer of the door is taken for it.

    204 with the next page in `X-Location` says that it was done: a redirect would be followed by
    the device, and the message of the next page shown to nobody. Without the mark (a lost session,
    a closed cover, an old token) the device goes on keeping its entry.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Asked after the check of the token, which ends here what comes with an old one."""
        request.reached_page = True  # type: ignore[attr-defined]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if request.method != "POST" or "X-Queued" not in request.headers:
            return answer
        if request.resolver_match is not None and not hasattr(request, "reached_page"):
            return answer
        if answer.status_code in LEADS_ON:
            to = answer["Location"]
            answer = HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"X-Location": to})
        answer[ANSWERED] = "yes"
        return answer
