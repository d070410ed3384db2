"""Who may do what: every role with every permission; defining and altering roles."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from people.commands.roles import alter_role, define_role
from people.models import Role, User
from people.permissions import Permission
from people.releases import difference_of, differences
from people.web.deed import Deed, deed_page
from people.web.forms import ANY, STRONG, AlterRoleForm, DefineRoleForm
from people.web.needs import needs, signed_in

TICKED = _("Everybody with this role may do what is ticked, from now on.")
TAKEN_OVER = _("This release’s permissions are ticked below. Nothing is saved yet: say why.")


@require_safe
@needs(Permission.VIEW_PEOPLE)
def roles(request: HttpRequest) -> HttpResponse:
    """The matrix of roles and permissions."""
    found = list(Role.objects.all())
    rows = [
        (permission, [permission in role.permissions for role in found])
        for permission in Permission
        if permission.is_given
    ]
    may_manage = signed_in(request).may(Permission.MANAGE_PEOPLE)
    context = {
        "roles": found, "rows": rows, "may_manage": may_manage, "tab": "roles",
        "differences": differences(found),
    }  # fmt: skip
    return render(request, "people/roles.html", context)


@require_http_methods(["GET", "POST"])
def role_new(request: HttpRequest) -> HttpResponse:
    """Defines a role of the facility's own."""

    def act(typed: dict[str, Any], by: User, at: datetime) -> Role:
        return define_role.once(
            typed["command_id"], code=typed["code"], title=typed["title"],
            permissions=typed["permissions"], strong_signature=typed["strong_signature"],
            by=by, at=at,
        )  # fmt: skip

    deed = Deed(
        permission=Permission.MANAGE_PEOPLE, title=_("New role"), button=_("Define the role"),
        form=DefineRoleForm, act=act, back=reverse("roles"), done=_("The role is defined."),
        parents=((_("Roles"), reverse("roles")),),
    )  # fmt: skip
    return deed_page(request, deed)


@require_http_methods(["GET", "POST"])
def role_alter(request: HttpRequest, code: str) -> HttpResponse:
    """Changes a role for everybody who has it; `?release=1` fills in this release's permissions."""
    role = get_object_or_404(Role, code=code)
    difference = difference_of(role)
    taken_over = difference.shipped if difference and "release" in request.GET else []

    def act(typed: dict[str, Any], by: User, at: datetime) -> Role:
        return alter_role.once(
            typed["command_id"], role=role, title=typed["title"],
            permissions=typed["permissions"], strong_signature=typed["strong_signature"],
            reason=typed["reason"], by=by, at=at,
        )  # fmt: skip

    deed = Deed(
        permission=Permission.MANAGE_PEOPLE, title=role.title, button=_("Change the role"),
        form=AlterRoleForm, act=act, back=reverse("roles"), done=_("The role is changed."),
        parents=((_("Roles"), reverse("roles")),),
        initial={
            "title": role.title, "permissions": taken_over or role.permissions,
            "strong_signature": STRONG if role.strong_signature else ANY,
        },
        note=TAKEN_OVER if taken_over else TICKED, record=role,
        given={"difference": difference}, template="people/role.html",
    )  # fmt: skip
    return deed_page(request, deed)
