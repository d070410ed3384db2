"""The list of a kind: by state, owner and due, with words."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from people.models import User
from people.models.qualification import day_of
from people.permissions import Permission
from people.web.needs import needs, signed_in
from quality.web.kinds import KINDS, Kind, in_order

ROWS = 50
SOON = timedelta(days=14)
DUES = {"late": _("Overdue"), "soon": _("Due within 14 days")}


@dataclass(frozen=True)
class Asked:
    """The filters of a list, as they stand in its address."""

    state: str = ""
    owner: str = ""
    due: str = ""
    words: str = ""

    @classmethod
    def of(cls, sent: QueryDict, kind: Kind) -> Asked:
        given = {name: sent.get(name, "").strip()[:100] for name in ("state", "owner", "due")}
        known = dict(kind.states.choices)
        return cls(
            state=given["state"] if given["state"] in known else "",
            owner=given["owner"] if kind.has_owner else "",
            due=given["due"] if given["due"] in DUES else "",
            words=sent.get("words", "").strip()[:100],
        )

    def __bool__(self) -> bool:
        return bool(self.state or self.owner or self.due or self.words)


def asked_for(kind: Kind, rows: QuerySet[Any], asked: Asked, at: datetime) -> QuerySet[Any]:
    """The rows that fit: what is due is what has not ended."""
    if asked.state:
        rows = rows.filter(state=asked.state)
    if asked.owner:
        rows = rows.filter(owner__username__iexact=asked.owner)
    if asked.words:
        rows = rows.filter(Q(number__icontains=asked.words) | Q(title__icontains=asked.words))
    if asked.due:
        day = day_of(at)
        due = {f"{kind.due}__lt": day} if asked.due == "late" else {
            f"{kind.due}__gte": day, f"{kind.due}__lte": day + SOON,
        }  # fmt: skip
        rows = rows.filter(**due, **kind.ended).order_by(F(kind.due).asc(), "pk")
    return rows


@require_safe
@needs(Permission.VIEW_QUALITY)
def records(request: HttpRequest, kind: str) -> HttpResponse:
    """All records of a kind that fit what is asked, fifty a page."""
    shown, at, user = KINDS[kind], timezone.now(), signed_in(request)
    asked = Asked.of(request.GET, shown)
    page = Paginator(asked_for(shown, shown.rows(user), asked, at), ROWS).get_page(
        request.GET.get("page")
    )
    context = {
        "kind": shown,
        "kinds": in_order(),
        "asked": asked,
        "page": page,
        "rows": [shown.row(one, at) for one in page],
        "dues": DUES,
        "owners": owners(shown),
        "may_add": user.may(shown.new_permission),
        "pdf_at": f"{reverse(f'{kind}-list-pdf')}?{request.GET.urlencode()}",
        "command_id": uuid.uuid4(),
    }
    return render(request, "quality/list.html", context)


def owners(kind: Kind) -> QuerySet[User]:
    """Who owns one of them."""
    if not kind.has_owner:
        return User.objects.none()
    records: Any = kind.model._default_manager
    return User.objects.filter(pk__in=records.filter(owner__isnull=False).values("owner"))
