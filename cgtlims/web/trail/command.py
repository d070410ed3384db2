"""One command: all it changed, the exact bytes of its event, and its place in the chain."""

from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cgtlims.web.trail.access import for_readers, reader
from integrity.models import RowChange
from integrity.trail.command import command_shown
from integrity.trail.showing import shown
from people.web.needs import signed_in

ROWS_A_PAGE = 100


@require_safe
@for_readers()
def command_page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A command that changed a thousand rows has them on several pages."""
    command = command_shown(key)
    if command is None:
        raise Http404
    event = command.event
    page = Paginator(event.changes.order_by("id"), ROWS_A_PAGE).get_page(request.GET.get("page"))
    rows = RowChange.objects.filter(pk__in=[row.pk for row in page])
    (one,) = shown([event], rows, reader(signed_in(request)), most=None)
    others = shown(command.unit, RowChange.objects.none(), reader(signed_in(request)))
    context = {"command": command, "one": one, "page": page, "unit": others}
    return render(request, "trail/command.html", context)
