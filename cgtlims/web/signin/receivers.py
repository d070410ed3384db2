"""What follows when Django says that something happened at the door."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from cgtlims.web.signin import sessions
from cgtlims.web.signin.attempts import ELSEWHERE
from cgtlims.web.signin.origin import origin_of
from cgtlims.web.signin.tablets import METHOD as BADGE
from integrity import frames
from people.commands.sign_in import note_factor_added, note_factor_removed
from people.models import User


@receiver(user_logged_in)
def session_begins(sender: Any, request: HttpRequest, user: User, **more: Any) -> None:
    by_badge = any(one["method"] == BADGE for one in get_authentication_records(request, user))
    sessions.begin(request.session, user, origin_of(request), timezone.now(), by_badge=by_badge)


@receiver(post_save, sender=Authenticator)
def factor_stored(sender: Any, instance: Authenticator, created: bool, **more: Any) -> None:
    """In the transaction that stores it: no factor without its event."""
    if created:
        _note(note_factor_added, instance)


@receiver(post_delete, sender=Authenticator)
def factor_deleted(sender: Any, instance: Authenticator, **more: Any) -> None:
    """By its person. A command that deletes one in somebody else's name says so itself."""
    if frames.current.get() is None:
        _note(note_factor_removed, instance)


def _note(command: Any, factor: Authenticator) -> None:
    user = factor.user
    origin = origin_of(context.request) if context.request else ELSEWHERE
    command(user=user, kind=factor.type, origin=origin, by=user, at=timezone.now())
    sessions.note_factors(user)
