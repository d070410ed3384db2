"""The trail of one record and its parts."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from cgtlims.web.trail.access import for_readers, reader
from cgtlims.web.trail.pages import page_shown
from integrity.models import Record
from integrity.trail.differences import models_by_table
from integrity.trail.names import Named, names_of
from integrity.trail.paging import page_of
from integrity.trail.parts import whole
from integrity.trail.questions import Trail, trail_of
from integrity.trail.showing import shown
from people.web.needs import signed_in

LATEST, ROWS = 3, 3


@require_safe
@for_readers()
def record_page(request: HttpRequest, kind: str, key: uuid.UUID) -> HttpResponse:
    """Everything that happened to a record, also after it was deleted."""
    model = kind_of(kind)
    named = names_of([(model, str(key))]).get((model, str(key)))
    context = page_shown(request, trail_of_record(kind, key), {"record": f"{kind}/{key}"})
    if named is None and not context["events"]:
        raise Http404
    context |= {
        "kind": capfirst(str(model._meta.verbose_name)),
        "named": named or Named(str(key)),
        "is_there": named is not None,
    }
    return render(request, "trail/record.html", context)


@require_safe
@for_readers()
def latest(request: HttpRequest, kind: str, key: uuid.UUID) -> HttpResponse:
    """The last few changes, for a part of the record's own page that is fetched by itself."""
    trail = trail_of_record(kind, key)
    page = page_of(trail, most=LATEST)
    events = shown(page.events, trail.rows, reader(signed_in(request)), most=ROWS)
    return render(request, "trail/latest.html", {"events": events})


def trail_of_record(kind: str, key: uuid.UUID) -> Trail:
    return trail_of(whole(kind_of(kind)(id=key)))


def kind_of(label: str) -> type[Record]:
    """The model of this label; 404 for what is no record of ours."""
    for model in models_by_table().values():
        if model._meta.label_lower == label:
            return model
    raise Http404
