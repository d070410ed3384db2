"""What people must have shown: which kinds there are, and whose end soon."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from people.commands.qualification_kinds import alter_qualification, define_qualification
from people.models import Qualification, QualificationKind, User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.forms import AlterKindForm, DefineKindForm
from people.web.needs import needs, signed_in


@require_safe
@needs(Permission.VIEW_PEOPLE)
def qualifications(request: HttpRequest) -> HttpResponse:
    """Those that end soon, by the warning of their kind, and all kinds."""
    soon = Qualification.objects.expiring(timezone.now()).filter(user__is_active=True)
    context = {
        "soon": soon.select_related("user", "kind"),
        "kinds": QualificationKind.objects.all(),
        "may_manage": signed_in(request).may(Permission.MANAGE_PEOPLE),
        "tab": "qualifications",
    }
    return render(request, "people/qualifications.html", context)


@require_http_methods(["GET", "POST"])
def qualification_new(request: HttpRequest) -> HttpResponse:
    """Defines a kind of qualification."""
    deed = Deed(
        permission=Permission.MANAGE_PEOPLE, title=_("New qualification"), button=_("Define it"),
        form=DefineKindForm, act=define, back=reverse("qualifications"),
        done=_("The qualification is defined."),
        parents=((_("Qualifications"), reverse("qualifications")),),
    )  # fmt: skip
    return deed_page(request, deed)


def define(typed: dict[str, Any], by: User, at: datetime) -> QualificationKind:
    return define_qualification.once(
        typed["command_id"], code=typed["code"], title=typed["title"], months=typed["months"],
        warning_days=typed["warning_days"], by=by, at=at,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def qualification_alter(request: HttpRequest, code: str) -> HttpResponse:
    """Changes how long it holds, for those that are recorded from now on."""
    kind = get_object_or_404(QualificationKind, code=code)

    def act(typed: dict[str, Any], by: User, at: datetime) -> QualificationKind:
        return alter_qualification.once(
            typed["command_id"], kind=kind, title=typed["title"], months=typed["months"],
            warning_days=typed["warning_days"], reason=typed["reason"], by=by, at=at,
        )  # fmt: skip

    deed = Deed(
        permission=Permission.MANAGE_PEOPLE, title=kind.title,
        button=_("Change the qualification"), form=AlterKindForm, act=act,
        back=reverse("qualifications"), done=_("The qualification is changed."), record=kind,
        initial={"title": kind.title, "months": kind.months, "warning_days": kind.warning_days},
        note=_("What was recorded before expires on the day it said then."),
        parents=((_("Qualifications"), reverse("qualifications")),),
    )  # fmt: skip
    return deed_page(request, deed)
