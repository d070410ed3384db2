"""Opening an account."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from people.commands.accounts import register_user
from people.models import User
from people.permissions import Permission
from people.web.deed import Deed, deed_page
from people.web.forms import PersonForm


@require_http_methods(["GET", "POST"])
def person_new(request: HttpRequest) -> HttpResponse:
    """A new account, without any role yet."""
    deed = Deed(
        permission=Permission.MANAGE_PEOPLE, title=_("New person"), button=_("Open the account"),
        form=PersonForm, act=register, back=reverse("people"), done=_("The account is open."),
        parents=((_("People"), reverse("people")),),
        note=_("It can do nothing until it is given a role."),
    )  # fmt: skip
    return deed_page(request, deed)


def register(typed: dict[str, Any], by: User, at: datetime) -> User:
    inputs = dict(typed)
    return register_user.once(inputs.pop("command_id"), **inputs, by=by, at=at)
