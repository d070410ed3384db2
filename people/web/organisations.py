"""The facility and whom it works with."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from people.commands.organisations import alter_organisation, register_organisation
from people.models import Membership, Organisation, OrganisationKind, User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.forms import AlterOrganisationForm, RegisterForm
from people.web.needs import needs, signed_in


@require_safe
@needs(Permission.VIEW_PEOPLE)
def organisations(request: HttpRequest) -> HttpResponse:
    """All of them, with how many people have a role in each now."""
    members: dict[object, set[object]] = {}
    valid = Membership.objects.valid(timezone.now()).filter(user__is_active=True)
    for organisation, user in valid.values_list("organisation", "user"):
        members.setdefault(organisation, set()).add(user)
    rows = [(one, len(members.get(one.pk, ()))) for one in Organisation.objects.all()]
    may_manage = signed_in(request).may(Permission.MANAGE_PEOPLE)
    context = {"rows": rows, "may_manage": may_manage, "tab": "organisations"}
    return render(request, "people/organisations.html", context)


@require_http_methods(["GET", "POST"])
def organisation_new(request: HttpRequest) -> HttpResponse:
    """Makes one known."""
    deed = Deed(
        permission=Permission.MANAGE_PEOPLE, title=_("New organisation"), button=_("Register it"),
        form=RegisterForm, act=register, back=reverse("organisations"),
        done=_("The organisation is registered."), initial={"kind": OrganisationKind.SPONSOR},
        parents=((_("Organisations"), reverse("organisations")),),
    )  # fmt: skip
    return deed_page(request, deed)


def register(typed: dict[str, Any], by: User, at: datetime) -> Organisation:
    return register_organisation.once(
        typed["command_id"], code=typed["code"], name=typed["name"],
        kind=OrganisationKind(typed["kind"]), by=by, at=at,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def organisation_alter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Changes its name or kind."""
    organisation = get_object_or_404(Organisation, pk=pk)

    def act(typed: dict[str, Any], by: User, at: datetime) -> Organisation:
        return alter_organisation.once(
            typed["command_id"], organisation=organisation, name=typed["name"],
            kind=OrganisationKind(typed["kind"]), reason=typed["reason"], by=by, at=at,
        )  # fmt: skip

    deed = Deed(
        permission=Permission.MANAGE_PEOPLE, title=organisation.name,
        button=_("Change the organisation"), form=AlterOrganisationForm, act=act,
        back=reverse("organisations"), done=_("The organisation is changed."),
        initial={"name": organisation.name, "kind": organisation.kind}, record=organisation,
        note=organisation.code, parents=((_("Organisations"), reverse("organisations")),),
    )  # fmt: skip
    return deed_page(request, deed)
