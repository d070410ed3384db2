"""The scan box: a code that is known leads to its page, anything else to what resembles it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from people.finding.scanned import own_address, readings
from people.finding.search import SHOWN, find_exactly, find_words
from people.web.needs import signed_in


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Identifiers are matched exactly first, then words; only what this person may see."""
    user, typed = signed_in(request), request.GET.get("q", "")
    if address := own_address(typed, lambda host: host.lower() == request.get_host().lower()):
        return redirect(address)
    codes = readings(typed)
    exact = find_exactly(user, codes) if codes else []
    if len(exact) == 1:
        return redirect(exact[0][1].url)
    words = codes[-1] if codes else ""
    context = {
        "words": words,
        "exact": exact,
        "groups": find_words(user, words) if words else [],
        "most": SHOWN,
    }
    return render(request, "search.html", context)
