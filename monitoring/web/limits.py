"""Limit sets, and the levels that the facility set."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from integrity.models import Signature
from integrity.signatures.meanings import Meaning
from monitoring.commands.limits import (
    Aim,
    adopt_limit_set,
    draft_limit_set,
    set_level,
    withdraw_level,
)
from monitoring.levels import LevelBook
from monitoring.models import (
    Level,
    LevelKind,
    Limit,
    LimitSet,
    LimitSetState,
    LimitSource,
    Occupancy,
    Parameter,
    Purpose,
)
from monitoring.tables import GRADES
from monitoring.web.level_forms import (
    AdoptForm,
    DraftSetForm,
    LevelForm,
    WithdrawForm,
    place_of,
)
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.facility_only import facility_people_only
from people.web.needs import needs, signed_in
from people.web.signing import SignForm, sign_form

VIEW, DECIDE = Permission.VIEW_MONITORING, Permission.DECIDE_LEVELS
PARENTS = ((_("Limits and levels"), "limit-sets"),)


@require_safe
@needs(VIEW)
@facility_people_only
def limit_list(request: HttpRequest) -> HttpResponse:
    """Every set, and the levels that are in force now."""
    user, at = signed_in(request), timezone.now()
    book = LevelBook.read()
    context = {
        "sets": LimitSet.objects.select_related("drafted_by", "adopted_by"),
        "in_force": book.set_at(at),
        "levels": standing(book, at),
        "tab": "limits",
        "may_draft": user.may(Permission.MANAGE_MONITORING),
        "may_decide": user.may(DECIDE),
    }
    return render(request, "monitoring/limits.html", context)


def standing(book: LevelBook, at: datetime) -> list[Level]:
    """The edition of each that holds now, and those that begin later."""
    found = []
    for editions in book.levels.values():
        begun = [one for one in editions if one.effective_at <= at]
        later = [one for one in editions if one.effective_at > at]
        found += [*(one for one in begun[-1:] if not one.is_withdrawn), *later]
    return sorted(found, key=lambda one: (one.parameter, one.occupancy, one.where, one.kind))


@require_safe
@needs(VIEW)
@facility_people_only
def limit_set_page(request: HttpRequest, number: int) -> HttpResponse:
    return show(request, fetch(number), status=200)


@require_POST
@needs(VIEW)
@facility_people_only
def limit_set_adopt(request: HttpRequest, number: int) -> HttpResponse:
    """QA signs: in force from a day."""
    limit_set, signing = fetch(number), AdoptForm(request.POST)
    adopted = signing.sign(
        request, adopt_limit_set,
        lambda typed: {"limit_set": limit_set, "effective_on": typed["effective_on"]},
        lambda key: fetch(number),
    )  # fmt: skip
    if not adopted:
        return show(request, fetch(number), signing=signing, status=signing.status)
    messages.success(request, _("%(set)s is adopted.") % {"set": limit_set})
    return redirect("limit-set", number)


def fetch(number: int) -> LimitSet:
    rows = LimitSet.objects.select_related("drafted_by", "adopted_by")
    return get_object_or_404(rows, number=number)


def show(
    request: HttpRequest, limit_set: LimitSet, *, signing: SignForm | None = None, status: int
) -> HttpResponse:
    is_draft = limit_set.state == LimitSetState.DRAFT
    context = {
        "set": limit_set,
        "tables": tables(limit_set.limits.all()),
        "grades": GRADES,
        "may_adopt": is_draft and signed_in(request).may(DECIDE),
        "signing": signing or sign_form(request, limit_set, form=AdoptForm),
        "meaning": Meaning.APPROVED,
        "signatures": Signature.objects.of(limit_set),
    }
    return render(request, "monitoring/limit_set.html", context, status=status)


def tables(limits: Iterable[Limit]) -> list[dict[str, Any]]:
    """As printed: a table a purpose, a row a parameter and state, a column a grade."""
    rows: dict[tuple[str, str, str], dict[str, Limit]] = {}
    for one in limits:
        rows.setdefault((one.purpose, one.parameter, one.occupancy), {})[one.grade] = one
    return [
        {
            "title": purpose.label,
            "rows": [
                {
                    "parameter": parameter,
                    "occupancy": occupancy.label,
                    "cells": [(grade, rows[key].get(grade)) for grade in GRADES],
                    "clause": next(iter(rows[key].values())).clause,
                }
                for parameter in Parameter
                for occupancy in Occupancy
                if (key := (purpose.value, parameter.value, occupancy.value)) in rows
            ],
        }
        for purpose in Purpose
    ]


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_MONITORING)
@facility_people_only
def limit_set_new(request: HttpRequest) -> HttpResponse:
    def act(typed: dict[str, Any], by: User, at: datetime) -> LimitSet:
        return draft_limit_set.once(
            typed["command_id"], source=LimitSource(typed["source"]), reason=typed["reason"],
            alert_run=typed["alert_run"], by=by, at=at,
        )  # fmt: skip

    deed = Deed(
        permission=Permission.MANAGE_MONITORING, title=_("Draft a limit set"), button=_("Draft it"),
        form=DraftSetForm, act=act, back=lambda made: reverse("limit-set", args=[made.number]),
        done=_("The set is drafted; QA adopts it."), parents=parents(),
        note=_("All limits that the source states are taken over as they are."),
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@needs(DECIDE)
@facility_people_only
def level_new(request: HttpRequest) -> HttpResponse:
    def act(typed: dict[str, Any], by: User, at: datetime) -> Level:
        return set_level.once(
            typed["command_id"], aim=aim_of(typed), lower=typed["lower"], upper=typed["upper"],
            reason=typed["reason"], effective_at=typed["effective_at"], by=by, at=at,
        )  # fmt: skip

    deed = Deed(
        permission=DECIDE, title=_("Set a level"), button=_("Set the level"), form=LevelForm,
        act=act, back=reverse("limit-sets"), done=_("The level is set."), parents=parents(),
        note=_("Bounds are in the unit that stands beside the parameter."),
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
@needs(DECIDE)
@facility_people_only
def level_withdraw(request: HttpRequest) -> HttpResponse:
    def act(typed: dict[str, Any], by: User, at: datetime) -> Level:
        return withdraw_level.once(
            typed["command_id"], aim=aim_of(typed), reason=typed["reason"], by=by, at=at
        )

    deed = Deed(
        permission=DECIDE, title=_("Withdraw a level"), button=_("Withdraw the level"),
        form=WithdrawForm, act=act, back=reverse("limit-sets"), ends=True,
        done=_("The level is withdrawn."), parents=parents(),
        note=_("What holds around the place holds there from now on."),
    )  # fmt: skip
    return deed_page(request, deed)


def aim_of(typed: dict[str, Any]) -> Aim:
    return Aim(
        kind=LevelKind(typed["kind"]), parameter=Parameter(typed["parameter"]),
        occupancy=Occupancy(typed["occupancy"]), where=place_of(typed["where"]),
    )  # fmt: skip


def parents() -> tuple[tuple[Any, str], ...]:
    return tuple((name, reverse(to)) for name, to in PARENTS)
