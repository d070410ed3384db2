"""The first account, on an empty system: for whoever can run a command on the server."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from integrity.actors import ServiceActor
from integrity.web.forms import CommandForm, TypedField
from people.codes import written
from people.commands.first_account import begin_installation
from people.models import User
from people.permissions import Permission

INSTALLATION = ServiceActor("CGT-LIMS installation", frozenset({Permission.MANAGE_PEOPLE}))
HOUR = timedelta(hours=1)


def code_at(at: datetime) -> str:
    """The code of this hour, from the secret key: nothing is stored, and nobody can guess it."""
    made = salted_hmac("first account", at.strftime("%Y-%m-%d %H"), algorithm="sha256")
    return written(made.digest())


def is_code(typed: str, at: datetime) -> bool:
    """Whether it is the code of this hour or of the one before."""
    clean = typed.strip().upper()
    return any(constant_time_compare(clean, code_at(one)) for one in (at, at - HOUR))


class FirstAccountForm(CommandForm):
    """What a system begins with."""

    command_id = None  # type: ignore[assignment]
    setup_code = TypedField(
        label=gettext_lazy("Code"),
        help_text=gettext_lazy("From the command manage.py first_account, run on the server."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    name = TypedField(label=gettext_lazy("Name of the facility"))
    code = TypedField(
        label=gettext_lazy("Short code of the facility"),
        help_text=gettext_lazy("1 to 20 characters, such as SITE."),
    )
    display_name = TypedField(label=gettext_lazy("Your name, as it is printed in records"))
    username = TypedField(
        label=gettext_lazy("User name"), widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    password = TypedField(
        label=gettext_lazy("Password"),
        help_text=gettext_lazy("At least 12 characters; a sentence is easiest."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )

    def clean_setup_code(self) -> str:
        typed = str(self.cleaned_data["setup_code"])
        if not is_code(typed, timezone.now()):
            raise forms.ValidationError(
                _("This is not the code. It is good for the hour in which it was printed, and the "
                  "next; run the command again for another one.")
            )  # fmt: skip
        return typed


@never_cache
@require_http_methods(["GET", "POST"])
def first_account(request: HttpRequest) -> HttpResponse:
    """Facility, roles and the first system administrator; gone once anybody has an account."""
    if User.objects.exists():
        raise Http404
    form = FirstAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {key: value for key, value in form.cleaned_data.items() if key != "setup_code"}
        if form.tried(lambda: begin_installation(**given, by=INSTALLATION, at=timezone.now())):
            messages.success(request, _("The system has begun. Sign in with your new account."))
            return redirect("sign-in")
    shown = {"form": form}
    return render(request, "people/first_account.html", shown, status=form.status)
