"""How accounts behave at the door: nobody signs up, every sign-in is an event."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cgtlims.web.signin.origin import origin_of
from people.commands.passwords import change_password
from people.commands.sign_in import sign_in
from people.models import User
from people.passwords import password_blockers

NOWHERE = "0.0.0.0"  # noqa: S104  (a request without an address, as over a Unix socket)


class Accounts(DefaultAccountAdapter):
    """What allauth asks about accounts."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _(
            "User name and password do not fit together. Both are as you were given them; "
            "the password tells capitals from small letters. After several failures an account is "
            "locked for a while; who manages people can open it before."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        from allauth.core.internal.httpkit import get_client_ip

        return get_client_ip(request) or NOWHERE

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        return redirect("sign-in")

    @transaction.atomic
    def login(self, request: HttpRequest, user: Any) -> None:
        """The session's key is a new one from here on, and the sign-in stands in the trail."""
        methods = [how_of(record) for record in get_authentication_records(request, user)]
        sign_in(
            user=user, methods=methods, origin=origin_of(request), by=user,
            at=timezone.now(),
        )  # fmt: skip
        super().login(request, user)

    def reauthenticate(self, user: Any, password: str) -> bool:
        found = authenticate(context.request, username=user.username, password=password)
        return found is not None and found.pk == user.pk

    def clean_password(self, password: str, user: Any = None) -> str:
        """Says in the form what the command would refuse."""
        reasons = password_blockers(password, user)
        if found := [f"{one.message} {one.clears}".strip() for one in reasons]:
            raise ValidationError(found)
        return password

    def set_password(self, user: Any, password: str) -> None:
        changed = change_password(
            user=user, password=password, origin=origin_of(context.request), by=user,
            at=timezone.now(),
        )  # fmt: skip
        cast(User, user).password = changed.password


def how_of(record: dict[str, Any]) -> str:
    """One of the ways a person was recognised: password, totp, webauthn, recovery_codes ..."""
    return str(record.get("type") or record["method"])
