"""The code that somebody was given, and the password that is set with it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cgtlims.web.signin import sessions
from cgtlims.web.signin.attempts import attempt
from cgtlims.web.signin.origin import origin_of
from integrity.refusals import Refused
from integrity.web.forms import CommandForm, TypedField
from people.codes import clean
from people.commands.passwords import use_reset_code
from people.models import User


class ResetForm(CommandForm):
    """Who, the code, and the new password twice."""

    command_id = None  # type: ignore[assignment]
    username = TypedField(
        label=gettext_lazy("User name"),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    code = TypedField(
        label=gettext_lazy("Code"),
        help_text=gettext_lazy("Four groups of five, as you were given it."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    password = TypedField(
        label=gettext_lazy("The new password"),
        help_text=gettext_lazy("At least 12 characters; a sentence is easiest."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )
    again = TypedField(
        label=gettext_lazy("The new password again"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("password") != typed.get("again"):
            self.add_error("again", _("This is not the same password."))
        return typed


@never_cache
@require_http_methods(["GET", "POST"])
def new_password(request: HttpRequest) -> HttpResponse:
    """Sets a password by code; the person signs in with it afterwards, whoever was here before."""
    form = ResetForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _is_set(request, form):
        if session := sessions.row_of(request):
            sessions.end_here(request, session, "a password was set by code", timezone.now())
        messages.success(request, _("Your password is set. Sign in with it."))
        return redirect("sign-in")
    shown = {"form": form}
    return render(request, "people/new_password.html", shown, status=422 if form.errors else 200)


def _is_set(request: HttpRequest, form: ResetForm) -> bool:
    """A wrong name, a wrong code and a locked account are told as one thing."""
    typed = form.cleaned_data
    code, user = clean(typed["code"]), _person(typed["username"])
    at = timezone.now()
    if user is None:
        make_password(code)  # takes as long as for somebody who is here
    if user is None or not attempt(
        request, user, "reset code", partial(user.check_reset_code, code, at)
    ):
        form.add_error(None, not_opened())
        return False
    try:
        use_reset_code(
            user=user, code=code, password=typed["password"], origin=origin_of(request), by=user,
            at=at,
        )  # fmt: skip
    except Refused as refused:
        form.show(refused)
        return False
    return True


def _person(username: str) -> User | None:
    return User.objects.filter(username__iexact=username.strip(), is_active=True).first()


def not_opened() -> str:
    return _(
        "Name and code do not fit together. A code is good once and for 24 hours; the newest one "
        "counts. After several failures an account is locked for a while; who manages people can "
        "open it before, and gives another code."
    )
