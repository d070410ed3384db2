"""The list of a kind: by state, owner and due, with words."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any, Protocol

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

ROWS, OPEN = 50, "open"
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
    def of(cls, sent: QueryDict, kind: Listed) -> Asked:
        """Where nothing is asked, what the list begins with: open ones, where there are such."""
        given = {name: sent.get(name, "").strip()[:100] for name in ("state", "owner", "due")}
        known = dict(choices_of(kind))
        asks = any(sent.get(name) for name in ("owner", "due", "words")) or "state" in sent
        state = given["state"] if asks else kind.first
        return cls(
            state=state if state in known else "",
            owner=given["owner"],
            due=given["due"] if given["due"] in DUES else "",
            words=sent.get("words", "").strip()[:100],
        )

    def narrows(self, kind: Listed) -> bool:
        """True when it asks for less than the list begins with."""
        return self != type(self)(state=kind.first) and self != type(self)()


class Listed(Protocol):
    """What is listed by state, owner and due."""

    @property
    def states(self) -> Any: ...
    @property
    def first(self) -> str: ...
    @property
    def owner(self) -> str: ...
    @property
    def due(self) -> str: ...
    @property
    def ended(self) -> Mapping[str, Any]: ...
    @property
    def texts(self) -> Sequence[str]: ...


def choices_of(kind: Listed) -> list[tuple[str, Any]]:
    """Its states, and before them “open” where a list begins with it."""
    is_open = [(OPEN, _("Open"))] if kind.first == OPEN else []
    return [*is_open, *kind.states.choices]


def asked_for(kind: Listed, rows: QuerySet[Any], asked: Asked, at: datetime) -> QuerySet[Any]:
    """The rows that fit: what is due is what has not ended."""
    if asked.state:
        rows = rows.filter(**kind.ended if asked.state == OPEN else {"state": asked.state})
    if asked.owner:
        rows = rows.filter(**{f"{kind.owner}__username__iexact": asked.owner})
    if asked.words:
        named = (Q(**{f"{name}__icontains": asked.words}) for name in kind.texts)
        rows = rows.filter(reduce(or_, named))
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
        "narrows": asked.narrows(shown),
        "states": choices_of(shown),
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
    records: Any = kind.model._default_manager
    owned = records.filter(**{f"{kind.owner}__isnull": False})
    return User.objects.filter(pk__in=owned.values(kind.owner))
