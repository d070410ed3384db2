"""What follows when Django and allauth say that something happened at the door."""

from __future__ import annotations

from typing import Any

from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from cgtlims.web.signin import sessions
from cgtlims.web.signin.origin import origin_of
from people.commands.sign_in import note_factor_added, note_factor_removed
from people.models import User
from people.oneself import Oneself


@receiver(user_logged_in)
def session_begins(sender: Any, request: HttpRequest, user: User, **more: Any) -> None:
    sessions.begin(request.session, user, origin_of(request), timezone.now())


@receiver([authenticator_added, authenticator_reset])
def factor_added(
    sender: Any, request: HttpRequest, user: User, authenticator: Any, **more: Any
) -> None:
    note_factor_added(
        user=user, kind=authenticator.type, origin=origin_of(request), by=Oneself(user),
        at=timezone.now(),
    )  # fmt: skip
    sessions.note_factors(user)


@receiver(authenticator_removed)
def factor_removed(
    sender: Any, request: HttpRequest, user: User, authenticator: Any, **more: Any
) -> None:
    note_factor_removed(
        user=user, kind=authenticator.type, origin=origin_of(request), by=Oneself(user),
        at=timezone.now(),
    )  # fmt: skip
    sessions.note_factors(user)
