"""What the pages of the door need: a badge, a tablet, second factors."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, TOTP
from django.conf import settings
from django.test import Client
from django.utils import timezone

from people.codes import written
from people.commands.badges import give_badge
from people.commands.passwords import give_reset_code
from people.commands.secrets import set_pin
from people.commands.tablets import enrol_tablet
from people.models import User
from people.proving import prove_password
from tests import cast
from tests.passwords import PASSWORD
from tests.signin.door import app_code, enter
from tests.signin.soft_key import SoftKey

KEY, PIN, SEED, BADGE = "k" * 43, "492817", "JBSWY3DPEHPK3PXP", "B-04A2"
CALLED_KEY = "The key of another person"
ANOTHER_PASSWORD = "another-long-phrase-for-tests"


@dataclass
class Door:
    """Joris Vermaat has a badge and a PIN, and a security key that is nobody else's to remove."""

    people: dict[str, User]

    def __post_init__(self) -> None:
        joris, boss, now = self.people["jvermaat"], self.people["shaas"], timezone.now()
        self.badge = give_badge(user=joris, serial=BADGE, by=boss, at=cast.NOW)
        set_pin(user=joris, pin=PIN, proved=prove_password(joris, PASSWORD, now), by=joris, at=now)
        self.tablet = enrol_tablet(
            code="TAB-01", name="Bench 1", px_per_mm=Decimal("5.98"), key=KEY, by=boss, at=cast.NOW
        )
        self.key = Authenticator.objects.create(
            user=self.people["aowusu"], type=Authenticator.Type.WEBAUTHN, data={"name": CALLED_KEY}
        )

    @cached_property
    def places(self) -> dict[str, dict[str, object]]:
        return {
            "mfa_remove_webauthn": {"pk": self.key.pk},
            "openid_connect_login": {"provider_id": "facility"},
            "openid_connect_callback": {"provider_id": "facility"},
            "people-ending/badge": {"pk": self.badge.pk},
            "people-ending/tablet": {"pk": self.tablet.pk},
        }

    @cached_property
    def cookies(self) -> dict[str, dict[str, str]]:
        return {"badge": {settings.TABLET_COOKIE: KEY}}

    @cached_property
    def bodies(self) -> dict[tuple[str, str], dict[str, Any]]:
        come_in = {"login": "jvermaat", "password": PASSWORD}
        changed = {"password1": ANOTHER_PASSWORD, "password2": ANOTHER_PASSWORD}
        return {
            ("sign-in", "POST"): come_in,
            ("account_login", "POST"): come_in,
            ("account_change_password", "POST"): {"oldpassword": PASSWORD, **changed},
            ("account_reauthenticate", "POST"): {"password": PASSWORD},
            ("mfa_add_webauthn", "POST"): {"name": "Mine", "credential": "{{}}"},
            ("mfa_reauthenticate_webauthn", "POST"): {"credential": "{{}}"},
            ("sessions", "POST"): {"session": "others"},
            ("session-unlock", "POST"): {"password": PASSWORD},
            ("new-password", "POST"): {
                "username": "jvermaat",
                "password": ANOTHER_PASSWORD,
                "again": ANOTHER_PASSWORD,
            },
            ("signing-key", "POST"): {"meaning": "VERIFIED", "shown": 64 * "0"},
            ("badge", "POST"): {"badge": BADGE, "pin": PIN},
        }

    @property
    def before(self) -> dict[str, Any]:
        return {
            "mfa_activate_totp": seed_shown,
            "mfa_authenticate": half_in,
            "mfa_deactivate_totp": with_app,
            "mfa_generate_recovery_codes": with_app,
            "mfa_reauthenticate": with_app,
            "mfa_view_recovery_codes": with_app,
            "new-password": reset,
            "session-unlock": locked,
            "signing-key": with_key,
        }


def seed_shown(client: Client, user: User | None) -> dict[str, Any]:
    """The page has shown the seed; the app shows the code."""
    if user is not None:
        session = client.session
        session[SECRET_SESSION_KEY] = SEED
        session.save()
    return {"code": app_code(SEED)}


def with_app(client: Client, user: User | None) -> dict[str, Any]:
    """Has an app and recovery codes, of which one is typed."""
    if user is None:
        return {}
    TOTP.activate(user, SEED)
    return {"code": RecoveryCodes.activate(user).get_unused_codes()[0]}


def reset(client: Client, user: User | None) -> dict[str, Any]:
    """Joris Vermaat was given a code."""
    joris, now = User.objects.get(username="jvermaat"), timezone.now()
    code = written(b"thirteen or more bytes")
    give_reset_code(user=joris, code=code, reason="Forgotten", by=cast.SETUP, at=now)
    return {"code": code}


def with_key(client: Client, user: User | None) -> dict[str, Any]:
    """Has a security key, and is asked to sign with it."""
    if user is None:
        return {}
    SoftKey().register(user)
    return {"who": user.username}


def half_in(client: Client, user: User | None) -> dict[str, Any]:
    """Who is nobody here has given a password, and is asked for the second factor."""
    if user is not None:
        return {}
    more = with_app(client, User.objects.get(username="jvermaat"))
    enter(client, "jvermaat")
    return more


def locked(client: Client, user: User | None) -> dict[str, Any]:
    if user is not None:
        client.post("/session/lock/")
    return {}
