"""The list of impacts: inside by state, owner and due, for a sponsor its own."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from integrity.refusals import NotPermitted
from people.models import User
from people.permissions import Permission
from people.web.needs import signed_in
from quality.models import Impact
from quality.models import impact as stored
from quality.parts.impacts import impact_list_row
from quality.parts.shapes import Fact
from quality.web.kinds import in_order
from quality.web.listing import DUES, ROWS, Asked, asked_for, choices_of

TITLE = _("Impacts of deviations")


@dataclass(frozen=True)
class Impacts:
    """What is listed; owner and day are those of the deviation."""

    slug: str = "impacts"
    title: Any = TITLE
    first: str = "open"
    owner: str = "deviation__owner"
    due: str = "deviation__due_on"
    texts: tuple[str, ...] = ("number", "subject_label", "deviation__number")
    ended: Mapping[str, Any] = field(default_factory=lambda: {"concluded_at__isnull": True})

    @property
    def states(self) -> Any:
        return Impact._meta.get_field("state")

    def rows(self, user: User) -> stored.Impacts:
        found = Impact.objects.visible_to(user).select_related("deviation__owner", "sponsor")
        return found.order_by("-deviation__raised_at", "number")

    def row(self, impact: Impact, at: datetime) -> list[Fact]:
        return impact_list_row(impact, inside=True, at=at)


@dataclass(frozen=True)
class OfSponsor(Impacts):
    """All of its own at first; deviation, owner and day are nothing it may ask for."""

    first: str = ""
    due: str = ""
    texts: tuple[str, ...] = ("number", "subject_label")

    def row(self, impact: Impact, at: datetime) -> list[Fact]:
        return impact_list_row(impact, inside=False, at=at)


IMPACTS, OF_SPONSOR = Impacts(), OfSponsor()


def reads_impacts(request: HttpRequest) -> User:
    """Who may read impacts: with one of two permissions, the facility's or a sponsor's.

    Raises NotPermitted without any.
    """
    user = signed_in(request)
    needed = Permission.VIEW_QUALITY if user.is_of_facility else Permission.VIEW_IMPACTS
    if not user.may(needed):
        raise NotPermitted(user.display_name, needed)
    return user


@require_safe
def impacts(request: HttpRequest) -> HttpResponse:
    """All that this person may read, the newest deviation first."""
    user, at = reads_impacts(request), timezone.now()
    inside = user.is_of_facility
    shown = IMPACTS if inside else OF_SPONSOR
    asked = Asked.of(request.GET, shown)
    if not inside:
        asked = Asked(state=asked.state, words=asked.words)
    page = Paginator(asked_for(shown, shown.rows(user), asked, at), ROWS).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page, "rows": [shown.row(one, at) for one in page], "asked": asked,
        "narrows": asked.narrows(shown), "states": choices_of(shown), "tab": "impacts",
    }  # fmt: skip
    if inside:
        context |= {
            "kinds": in_order(), "dues": DUES, "owners": owners(), "command_id": uuid.uuid4(),
            "pdf_at": f"{reverse('impacts-pdf')}?{request.GET.urlencode()}",
        }  # fmt: skip
    return render(request, "quality/impacts.html", context)


def owners() -> Any:
    """Who owns a deviation that touches something."""
    owned = Impact.objects.filter(deviation__owner__isnull=False).order_by()
    return User.objects.filter(pk__in=owned.values("deviation__owner"))
