"""The whole trail, with filters."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cgtlims.web.trail.access import for_readers
from cgtlims.web.trail.filter_form import FilterForm
from cgtlims.web.trail.pages import page_shown
from integrity.trail.questions import everything


@require_safe
@for_readers()
def everything_page(request: HttpRequest) -> HttpResponse:
    """Every event that the filters let through; a filter that is not understood shows nothing."""
    form = FilterForm(request.GET)
    if not form.is_valid():
        return render(request, "trail/everything.html", {"form": form}, status=422)
    context = page_shown(request, everything(form.filters), form.given)
    return render(request, "trail/everything.html", {**context, "form": form})
