"""The second factors of an account, in words; allauth keeps them."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import User

CODES = Authenticator.Type.RECOVERY_CODES
KEY = Authenticator.Type.WEBAUTHN
WORDS = {
    Authenticator.Type.TOTP: gettext_lazy("Code from an app"),
    KEY: gettext_lazy("Security key"),
    CODES: gettext_lazy("Recovery codes"),
}


def factors_of(user: User) -> QuerySet[Authenticator]:
    found: QuerySet[Authenticator] = Authenticator.objects.filter(user_id=user.pk)
    return found.order_by("created_at", "pk")


def named(factor: Authenticator) -> str:
    """Its kind, and of a key the name that its person gave it."""
    kind = str(WORDS[Authenticator.Type(factor.type)])
    return f"{kind} “{factor.wrap().name}”" if factor.type == KEY else kind


def told(factor: Authenticator) -> str:
    """For the audit trail, in whatever language: kind and name, never a seed or a code."""
    return f"{factor.type}: {factor.wrap().name}" if factor.type == KEY else str(factor.type)


def described(factor: Authenticator) -> str:
    """Named, with what tells it from another one: since when, and when it was used."""
    days = {"what": named(factor), "since": _day(factor.created_at)}
    if factor.last_used_at is None:
        return _("%(what)s, since %(since)s, never used") % days
    used = {**days, "used": _day(factor.last_used_at)}
    return _("%(what)s, since %(since)s, last used %(used)s") % used


def _day(at: datetime) -> str:
    return date_format(localtime(at), "j M Y")
