"""The plates that wait to be counted, as a grid for the keyboard."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from integrity.refusals import Refused, refuse
from integrity.web.forms import CommandForm
from monitoring.commands.counts import count_plates
from monitoring.counting import Read
from monitoring.models import Parameter, Sample
from monitoring.to_count import waiting_plates
from people.models import User
from people.permissions import Permission
from people.web.facility_only import facility_people_only
from people.web.needs import needs, signed_in

COUNT = Permission.COUNT_PLATES
WHOLE = re.compile(r"\d{1,10}")
ROWS = 200


@dataclass
class Cell:
    """One number to be typed: of which sample, what, and what was typed."""

    sample: Sample
    parameter: Parameter
    is_second: bool
    typed: str = ""
    errors: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"count-{self.sample.pk}-{self.parameter}"


@require_http_methods(["GET", "POST"])
@needs(COUNT)
@facility_people_only
def plates(request: HttpRequest) -> HttpResponse:
    """Everything that this person may count now; POST writes what was typed, all or nothing."""
    user = signed_in(request)
    cells = list(cells_of(user, request.GET.get("q", "")))
    form = CommandForm(request.POST or None, initial={"command_id": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        for cell in cells:
            cell.typed = request.POST.get(cell.name, "").strip()
        if form.tried(lambda: recorded(form, cells, user)) is not None:
            messages.success(request, _("The counts are recorded."))
            return redirect("plates")
        at_cells(form.refused, cells)
    context = {
        "cells": cells, "form": form, "is_more": len(cells) >= ROWS, "tab": "plates",
        "above": [one for one in form.refused.blockers if not one.about] if form.refused else [],
    }  # fmt: skip
    return render(request, "monitoring/plates.html", context, status=form.status)


def cells_of(user: User, words: str) -> Iterator[Cell]:
    for sample in waiting_plates(user, words)[:ROWS]:
        counted = [one.parameter for one in sample.counts.all()]
        for parameter in sample.way.parameters:
            yield Cell(sample, parameter, is_second=parameter in counted)


def recorded(form: CommandForm, cells: list[Cell], user: User) -> Any:
    """Empty cells are left alone; a word that is no count refuses the whole sheet."""
    typed = [cell for cell in cells if cell.typed]
    wrong = [cell for cell in typed if not WHOLE.fullmatch(cell.typed)]
    if wrong:
        raise Refused([blocker for cell in wrong for blocker in not_a_count(cell).blockers])
    read = tuple(Read(cell.sample, cell.parameter, int(cell.typed)) for cell in typed)
    return count_plates.once(form.cleaned_data["command_id"], read=read, by=user, at=timezone.now())


def not_a_count(cell: Cell) -> Refused:
    refused = refuse(
        "NOT_A_COUNT", _("“%(typed)s” is no count.") % {"typed": cell.typed},
        clears=_("Accepted: whole numbers from 0."), field="counted",
    )  # fmt: skip
    return Refused(
        [type(one)(one.code, one.message, one.clears, one.overrule, one.field, str(cell.sample))
         for one in refused.blockers]
    )  # fmt: skip


def at_cells(refused: Refused | None, cells: list[Cell]) -> None:
    """Each reason beside the plate that it is about."""
    for cell in cells:
        if refused and cell.typed:
            about = {str(cell.sample), str(cell.sample.round)}
            cell.errors = tuple(
                f"{one.message} {one.clears}".strip()
                for one in refused.blockers
                if one.about in about
            )
