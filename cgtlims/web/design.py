"""The living sheet of components, for sites with fictitious data."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cgtlims.web.shell import facility


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Not there on a real site: it shows invented records."""
    if not facility().is_fictitious:
        raise Http404
    return render(request, "design/components.html", {"at": timezone.now()})
