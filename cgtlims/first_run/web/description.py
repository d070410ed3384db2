"""What files may hold: the schema as a page, and templates to fill in."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from cgtlims.first_run.carrying import MOST_ROWS
from cgtlims.first_run.subjects import ALL, SUBJECTS
from cgtlims.first_run.templates import csv_template, yaml_template
from cgtlims.first_run.upload import MOST_FILES, MOST_MEGABYTES
from people.permissions import Permission
from people.web.needs import needs

YAML = "first-run.yaml"
MARK = "\ufeff"  # spreadsheets take a CSV for UTF-8 by it


@require_safe
@needs(Permission.LOAD_FACILITY)
def schema(request: HttpRequest) -> HttpResponse:
    """Every subject with its columns."""
    limits = {"files": MOST_FILES, "rows": f"{MOST_ROWS:,}", "megabytes": MOST_MEGABYTES}
    return render(request, "first_run/schema.html", {"subjects": ALL, **limits})


@require_safe
@needs(Permission.LOAD_FACILITY)
def template(request: HttpRequest, name: str) -> HttpResponse:
    """A template to fill in: rooms.csv, or all subjects as first-run.yaml."""
    subject = SUBJECTS.get(name.removesuffix(".csv")) if name.endswith(".csv") else None
    if name == YAML:
        text, kind = yaml_template(), "application/yaml"
    elif subject is not None:
        text, kind = MARK + csv_template(subject), "text/csv"
    else:
        raise Http404
    shown_as = content_disposition_header(True, name) or "attachment"
    headers = {"Content-Disposition": shown_as}
    return HttpResponse(text, content_type=f"{kind}; charset=utf-8", headers=headers)
