"""The batch record in the browser: operations beside their steps and entries."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from batches.models import BatchOperation, StepState
from batches.queries import operations_with_steps
from batches.web.fetch import fetch_batch
from people.permissions import Permission
from people.web.needs import needs, signed_in


@needs(Permission.VIEW_BATCHES)
def batch_record(request: HttpRequest, number: str) -> HttpResponse:
    """One operation at a time: the one asked for, else where the work is."""
    batch = fetch_batch(request, number)
    operations = operations_with_steps(batch)
    context = {
        "batch": batch,
        "operations": operations,
        "current": chosen(operations, request.GET.get("operation", "")),
        "next_step": next(
            (s for o in operations for s in o.steps.all() if s.state != StepState.DONE), None
        ),
        "exceptions": exceptions(operations),
        "may_execute": signed_in(request).may(Permission.EXECUTE_STEP),
    }
    return render(request, "batches/batch_record.html", context)


def chosen(operations: list[BatchOperation], asked: str) -> BatchOperation:
    wanted = [one for one in operations if str(one.sequence) == asked]
    unfinished = [one for one in operations if one.sign != "ok"]
    return (wanted or unfinished or operations[-1:])[0]


def exceptions(operations: list[BatchOperation]) -> list[dict[str, object]]:
    """Every entry outside its limits, worst first."""
    found = [
        {
            "step": step,
            "parameter": parameter,
            "verdict": parameter.entry.verdict,
            "limits": parameter.limits_missed(parameter.entry.verdict),
        }
        for operation in operations
        for step in operation.steps.all()
        for parameter in step.parameters.all()
        if parameter.recorded and parameter.entry.verdict.state in {"alert", "action"}
    ]
    return sorted(found, key=lambda one: not one["verdict"].needs_reason)  # type: ignore[attr-defined]
