"""One's own account: roles, badge, PIN, qualifications, delegations."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from people.commands.secrets import set_pin
from people.models import User
from people.models.qualification import day_of
from people.permissions import Permission
from people.proving import prove_password
from people.web.deed import Deed, deed_page
from people.web.forms import PinForm
from people.web.needs import needs, signed_in


@require_safe
@needs(Permission.KEEP_OWN_ACCOUNT)
def account(request: HttpRequest) -> HttpResponse:
    """What the facility knows of the person who asks."""
    user = signed_in(request)
    now = timezone.now()
    context = {
        "person": user,
        "now": now,
        "today": day_of(now),
        "memberships": user.memberships.select_related("role", "organisation"),
        "badges": user.badges.select_related("given_by", "withdrawn_by"),
        "qualifications": user.qualifications.select_related("kind", "given_by"),
        "delegated": user.delegated.select_related("delegate", "giver", "role"),
        "acts_for": user.acts_for.select_related("delegate", "giver", "role"),
        "may_delegate": user.may(Permission.DELEGATE),
        "ending": "own-delegation" if user.may(Permission.DELEGATE) else "",
    }
    return render(request, "people/account.html", context)


@require_http_methods(["GET", "POST"])
def account_pin(request: HttpRequest) -> HttpResponse:
    """Sets the own signing PIN, after the password."""
    deed = Deed(
        permission=Permission.KEEP_OWN_ACCOUNT, title=_("Set the signing PIN"),
        button=_("Set the PIN"), form=PinForm, act=_set_pin, back=reverse("account"),
        done=_("Your PIN is set."), parents=((_("My account"), reverse("account")),),
        note=_("It signs on enrolled tablets, together with your badge or user name."),
    )  # fmt: skip
    return deed_page(request, deed)


def _set_pin(typed: dict[str, Any], by: User, at: datetime) -> User:
    proved = prove_password(by, typed["password"], at)
    return set_pin.once(typed["command_id"], user=by, pin=typed["pin"], proved=proved, by=by, at=at)
