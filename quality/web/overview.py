"""Quality at a glance: what is open and late, and where deviations come from."""

from __future__ import annotations

import uuid
from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from people.models.qualification import day_of
from people.permissions import Permission
from people.web.needs import needs, signed_in
from quality.charts import chart, height
from quality.models import Classification
from quality.trends import COLUMNS, MONTHS, TITLES, TrendAsked
from quality.web.kinds import Kind, in_order


@require_safe
@needs(Permission.VIEW_QUALITY)
def overview(request: HttpRequest) -> HttpResponse:
    """`?of=` deviations or complaints, `?by=` room, product, sender or cause; `?months=` back."""
    at, user = timezone.now(), signed_in(request)
    asked = TrendAsked.of_address(request.GET)
    found, kinds = asked.until(at), in_order()
    context = {
        "kinds": kinds,
        "counts": [(kind, counts(kind, user, day_of(at))) for kind in kinds if kind.is_case],
        "asked": asked,
        "titles": TITLES,
        "columns": {name: label for name, (_column, label) in COLUMNS[asked.of].items()},
        "all_months": list(MONTHS),
        "trends": found,
        "classes": Classification.labels,
        "chart": chart(found),
        "height": height(found),
        "pdf_at": f"{reverse('quality-pdf')}?{urlencode(asdict(asked))}",
        "command_id": uuid.uuid4(),
    }
    return render(request, "quality/overview.html", context)


def counts(kind: Kind, user: Any, today: Any) -> dict[str, int]:
    """How many are open, and how many of those are late."""
    is_open = Q(closed_at__isnull=True)
    rows = kind.rows(user).order_by()
    return rows.aggregate(
        open=Count("pk", filter=is_open), late=Count("pk", filter=is_open & Q(due_on__lt=today))
    )
