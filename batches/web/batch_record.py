"""The batch record in the browser: operations beside their steps and entries."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from batches.models import BatchOperation, StepState
from batches.queries import operations_with_steps, outside_limits, read_steps
from batches.web.fetch import fetch_batch
from people.permissions import Permission
from people.web.needs import needs, signed_in


@require_safe
@needs(Permission.VIEW_BATCHES)
def batch_record(request: HttpRequest, number: str) -> HttpResponse:
    """One operation at a time: the one asked for, else where the work is."""
    batch = fetch_batch(request, number)
    operations = operations_with_steps(batch)
    context = {
        "batch": batch,
        "operations": operations,
        "current": read_steps(chosen(operations, request.GET.get("operation", ""))),
        "next_step": next(
            (s for o in operations for s in o.steps.all() if s.state != StepState.DONE), None
        ),
        "exceptions": outside_limits(batch),
        "may_execute": signed_in(request).may(Permission.EXECUTE_STEP),
    }
    return render(request, "batches/batch_record.html", context)


def chosen(operations: list[BatchOperation], asked: str) -> BatchOperation:
    wanted = [one for one in operations if str(one.sequence) == asked]
    unfinished = [one for one in operations if one.sign != "ok"]
    return (wanted or unfinished or operations[-1:])[0]
