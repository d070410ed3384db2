"""What people must have shown: which kinds there are, and whose end soon."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from people.commands.qualifications import define_qualification
from people.models import Qualification, QualificationKind, User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.forms import KindForm
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
        form=KindForm, act=define, back=reverse("qualifications"),
        done=_("The qualification is defined."),
        parents=((_("Qualifications"), reverse("qualifications")),),
    )  # fmt: skip
    return deed_page(request, deed)


def define(typed: dict[str, Any], by: User, at: datetime) -> QualificationKind:
    return define_qualification.once(
        typed["command_id"], code=typed["code"], title=typed["title"], months=typed["months"],
        warning_days=typed["warning_days"], by=by, at=at,
    )  # fmt: skip
