"""Letting a colleague act in one's own name for a time."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from integrity.signatures.meanings import Meaning
from people.commands.delegations import draft_delegation, give_delegation
from people.models import Delegation, Membership, OrganisationKind, User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.forms import ReasonForm, moment
from people.web.needs import needs, signed_in
from people.web.signing import SignForm, sign_form


class DelegateForm(ReasonForm):
    """A role of the giver's own, or some of the own permissions."""

    to = forms.ModelChoiceField(User.objects.none(), label=_("To"), empty_label=_("choose one"))
    role = forms.ChoiceField(label=_("A role of yours"), required=False)
    permissions = forms.MultipleChoiceField(
        label=_("Or only some permissions"), required=False, widget=forms.CheckboxSelectMultiple
    )
    valid_from = moment(_("From"), _("Empty means from now."), required=False)
    valid_until = moment(_("Until"))
    field_order = ("to", "role", "permissions", "valid_from", "valid_until", "reason")

    def __init__(self, giver: User, at: datetime, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues = Membership.objects.valid(at).filter(
            organisation__kind=OrganisationKind.FACILITY, user__is_active=True
        )
        to: Any = self.fields["to"]
        to.queryset = User.objects.filter(pk__in=colleagues.values("user")).exclude(pk=giver.pk)
        self.roles = {held.role.code: held.role for held in giver.active_memberships}
        role: Any = self.fields["role"]
        role.choices = [("", "–"), *((code, one.title) for code, one in self.roles.items())]
        permissions: Any = self.fields["permissions"]
        own = giver.authority.own(at)
        permissions.choices = [(one.value, one.label) for one in Permission if one in own]

    def clean_role(self) -> Any:
        return self.roles.get(self.cleaned_data["role"])


@require_http_methods(["GET", "POST"])
@needs(Permission.DELEGATE)
def delegation_new(request: HttpRequest) -> HttpResponse:
    """Delegates what one holds oneself."""
    deed = Deed(
        permission=Permission.DELEGATE, title=_("Delegate"), button=_("Go on to sign"),
        form=DelegateForm, act=act, back=to_sign, done=_("Written down; it counts once signed."),
        parents=((_("My account"), reverse("account")),),
        given={"giver": signed_in(request), "at": timezone.now()},
        note=_("Your colleague then acts in your name, and every record says so."),
    )  # fmt: skip
    return deed_page(request, deed)


def act(typed: dict[str, Any], by: User, at: datetime) -> Delegation:
    return draft_delegation.once(
        typed["command_id"], to=typed["to"], role=typed["role"],
        permissions=typed["permissions"], valid_from=typed["valid_from"] or at,
        valid_until=typed["valid_until"], reason=typed["reason"], by=by, at=at,
    )  # fmt: skip


def to_sign(delegation: Delegation) -> str:
    return reverse("delegation-sign", args=[delegation.pk])


@require_http_methods(["GET", "POST"])
@needs(Permission.DELEGATE)
def delegation_sign(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The giver signs what was written down."""
    found = get_object_or_404(
        Delegation.objects.select_related("giver", "delegate", "role"),
        pk=pk, giver=signed_in(request), given_at=None, revoked_at=None,
    )  # fmt: skip
    form = SignForm(request.POST) if request.method == "POST" else sign_form(request, found)
    if form.sign(request, give_delegation, lambda typed: {"delegation": found}, lambda key: found):
        messages.success(request, _("It is delegated."))
        return redirect("account")
    context = {"delegation": found, "signing": form, "meaning": Meaning.DELEGATED}
    return render(request, "people/delegation_sign.html", context, status=form.status)
