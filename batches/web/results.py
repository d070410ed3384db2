"""Release results of a batch, with their criteria and verdicts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from batches.web.fetch import fetch_batch
from people.permissions import Permission
from people.web.needs import needs
from qc.sheets import sheets_of


@require_safe
@needs(Permission.VIEW_RESULTS)
def results(request: HttpRequest, number: str) -> HttpResponse:
    batch = fetch_batch(request, number)
    links = batch.batch_samples.select_related("sample__specification", "sample__sampled_by")
    context = {"batch": batch, "sheets": sheets_of(link.sample for link in links)}
    return render(request, "batches/results.html", context)
