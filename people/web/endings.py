"""Ending a role, withdrawing a badge or a qualification, revoking a delegation or a tablet."""

from __future__ import annotations

from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from people.commands.badges import withdraw_badge
from people.commands.delegations import revoke_delegation, withdraw_delegation
from people.commands.memberships import end_membership
from people.commands.qualifications import withdraw_qualification
from people.commands.tablets import revoke_tablet
from people.models import Badge, Delegation, Membership, Qualification, Tablet, User
from people.web.deed import Deed, deed_page
from people.web.forms import EndForm, WithdrawForm
from people.web.needs import signed_in


class Ending(NamedTuple):
    """`named` is the input of the command that takes the record."""

    named: str
    model: type[Model]
    command: Any
    title: Any
    button: Any
    form: Any = WithdrawForm


ENDINGS = {
    "role": Ending(
        "membership", Membership, end_membership, _("End a role"), _("End the role"), EndForm
    ),
    "badge": Ending("badge", Badge, withdraw_badge, _("Withdraw a badge"), _("Withdraw it")),
    "qualification": Ending(
        "qualification", Qualification, withdraw_qualification, _("Withdraw a qualification"),
        _("Withdraw it"),
    ),
    "own-delegation": Ending(
        "delegation", Delegation, revoke_delegation, _("Revoke a delegation"), _("Revoke it")
    ),
    "delegation": Ending(
        "delegation", Delegation, withdraw_delegation, _("Revoke a delegation"), _("Revoke it")
    ),
    "tablet": Ending("tablet", Tablet, revoke_tablet, _("Revoke a tablet"), _("Revoke it")),
}  # fmt: skip


@require_http_methods(["GET", "POST"])
def ending_page(request: HttpRequest, name: str, pk: UUID) -> HttpResponse:
    """Asks for the reason, and ends it."""
    if name not in ENDINGS:
        raise Http404
    ending = ENDINGS[name]
    found: Any = get_object_or_404(ending.model, pk=pk)
    if name == "own-delegation" and found.giver_id != signed_in(request).pk:
        raise Http404

    def act(typed: dict[str, Any], by: User, at: Any) -> Any:
        given = {key: value for key, value in typed.items() if key != "command_id"}
        return ending.command.once(
            typed["command_id"], **{ending.named: found}, **given, by=by, at=at
        )

    parents = _parents(name, found)
    deed = Deed(
        permission=ending.command.permission, title=ending.title, button=ending.button,
        form=ending.form, act=act, back=parents[-1][1], parents=parents, note=str(found), ends=True,
        done=_("%(what)s: ended.") % {"what": found}, record=found,
    )  # fmt: skip
    return deed_page(request, deed)


def _parents(name: str, found: Any) -> tuple[tuple[Any, str], ...]:
    """The pages above, the last of which shows what was ended."""
    if name == "tablet":
        return ((_("Tablets"), reverse("tablets")),)
    if name == "own-delegation":
        return ((_("My account"), reverse("account")),)
    user: User = found.giver if name == "delegation" else found.user
    page = reverse("person", args=[user.username])
    return ((_("People"), reverse("people")), (user.display_name, page))
