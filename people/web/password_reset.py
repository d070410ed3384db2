"""Resetting somebody else's password: a code, shown once, with which its owner sets another."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from people.codes import reset_code
from people.commands.passwords import give_reset_code
from people.models import User
from people.permissions import Permission
from people.web.fetch import user_named
from people.web.forms import ReasonForm
from people.web.needs import needs, signed_in
from people.web.person_deeds import of

NOTE = _(
    "The password opens nothing any more and every session of the person ends. You get a code, "
    "good for 24 hours and once, with which the person sets another one. A second factor stays."
)


@never_cache
@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_PEOPLE)
def password_reset(request: HttpRequest, username: str) -> HttpResponse:
    """Asks for the reason; POST gives the code, on the answer and nowhere else."""
    user: User = user_named(username)
    form = ReasonForm(request.POST or None, initial={"command_id": uuid.uuid4()})
    if request.method == "POST" and form.is_valid() and (code := _given(request, user, form)):
        return render(request, "people/reset_code.html", {"person": user, "code": code})
    deed = of(
        user, _("Reset the password"), _("Make a code"), give_reset_code, ReasonForm, note=NOTE,
        ends=True,
    )  # fmt: skip
    return render(request, deed.template, {"deed": deed, "form": form}, status=form.status)


def _given(request: HttpRequest, user: User, form: ReasonForm) -> str:
    """The code, or nothing when it was refused; the form shows why."""
    typed = form.cleaned_data
    code = reset_code(typed["command_id"])
    given = form.tried(
        lambda: give_reset_code.once(
            typed["command_id"], user=user, code=code, reason=typed["reason"],
            by=signed_in(request), at=timezone.now(),
        )
    )  # fmt: skip
    return code if given else ""
