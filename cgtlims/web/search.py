"""The scan box: a code that is known leads to its page, anything else to what resembles it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from people.finding.scanned import own_address, readings
from people.finding.search import find_exactly, find_slips, find_words
from people.web.needs import signed_in


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Identifiers exactly first, then words, then what resembles them; only what one may see."""
    user, typed = signed_in(request), request.GET.get("q", "")
    if address := own_address(typed, lambda host: host.lower() == request.get_host().lower()):
        return redirect(address)
    codes = readings(typed)
    exact = find_exactly(user, codes) if codes else []
    if len(exact) == 1:
        return redirect(exact[0][1].url)
    words = codes[-1] if codes else ""
    groups = find_words(user, words, [found for _, found in exact]) if words else []
    slips = find_slips(user, words) if words and not (exact or groups) else []
    context = {"words": words, "exact": exact, "groups": groups or slips, "slips": slips}
    return render(request, "search.html", context)
