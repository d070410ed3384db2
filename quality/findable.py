"""What may be found of quality: every record by its number, and a sponsor's own impacts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.finding.kinds import Findable, Found
from people.models import User
from people.permissions import Permission
from quality.models import (
    Agreement,
    Capa,
    ChangeControl,
    Complaint,
    Deviation,
    Impact,
    Outsourcing,
    SupplierApproval,
)
from quality.parts.cases import address
from quality.parts.deviations import impact_sign
from quality.parts.engagements import address as agreed_at

CASES: tuple[tuple[str, Any, str, Any, int], ...] = (
    ("deviation", _("Deviations"), "flag", Deviation, 30),
    ("capa", _("CAPA"), "undo", Capa, 31),
    ("change", _("Changes"), "refresh", ChangeControl, 32),
    ("complaint", _("Complaints"), "comment", Complaint, 33),
    ("outsourcing", _("Outsourced activities"), "refresh", Outsourcing, 33),
)
ENGAGEMENTS: tuple[tuple[str, Any, str, Any, int], ...] = (
    ("agreement", _("Agreements"), "doc", Agreement, 34),
    ("supplier", _("Suppliers"), "box", SupplierApproval, 35),
)
TEXTS = ("number", "title")


def visible(model: Any) -> Callable[[User], QuerySet[Any]]:
    def rows(user: User) -> QuerySet[Any]:
        found: QuerySet[Any] = model.objects.visible_to(user)
        return found if user.may(Permission.VIEW_QUALITY) else found.none()

    return rows


def visible_impacts(user: User) -> QuerySet[Impact]:
    """Of a sponsor's people alone: who reads deviations finds these."""
    if user.is_of_facility or not user.may(Permission.VIEW_IMPACTS):
        return Impact.objects.none()
    return Impact.objects.visible_to(user).select_related("deviation")


def case_shown(case: Any) -> Found:
    return Found(
        case.number, address(case), name=case.title, sign=case.sign, word=case.get_state_display()
    )


def engagement_shown(one: Any) -> Found:
    sign = {"DRAFT": "hold", "SIGNED": "ok"}.get(one.state, "neutral")
    return Found(
        one.number, agreed_at(one), name=one.title, sign=sign, word=one.get_state_display()
    )


def impact_shown(impact: Impact) -> Found:
    page = reverse("impact", args=[impact.pk])
    return Found(
        impact.number, page, name=impact.subject_label, sign=impact_sign(impact),
        word=impact.get_state_display(),
    )  # fmt: skip


def findable(kind: tuple[str, Any, str, Any, int], show: Callable[[Any], Found]) -> Findable:
    name, title, icon, model, place = kind
    rows = visible(model)
    return Findable(name, title, icon, rows, show, codes=("number",), texts=TEXTS, place=place)


KINDS = (
    *(findable(row, case_shown) for row in CASES),
    *(findable(row, engagement_shown) for row in ENGAGEMENTS),
    Findable(
        "impact", _("Impacts of deviations"), "flag", visible_impacts, impact_shown,
        codes=("number", "subject_label"), texts=("number", "subject_label"), place=36,
    ),
)  # fmt: skip
