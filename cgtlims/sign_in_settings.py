"""Who comes in, by what, and for how long (docs/sign-in.md): settings of Django and allauth."""

from __future__ import annotations

from typing import Any

from cgtlims.env import Env
from cgtlims.oidc import oidc_apps, oidc_claim


def sign_in_settings(env: Env, *, production: bool) -> dict[str, Any]:
    """A session locks before it ends; in production cookies are bound to this host."""
    lock = 60 * env.number("CGTLIMS_LOCK_MINUTES", 3, least=1)
    session = 60 * env.number("CGTLIMS_SESSION_MINUTES", 15, least=1)
    if session < lock:
        env.problems.append("CGTLIMS_SESSION_MINUTES must be at least CGTLIMS_LOCK_MINUTES.")
    return {
        "AUTHENTICATION_BACKENDS": ["cgtlims.web.signin.backend.Passwords"],
        "LOCK_SECONDS": lock,
        "SESSION_SECONDS": session,
        "SESSION_COOKIE_AGE": 3600 * env.number("CGTLIMS_SESSION_HOURS", 12, least=1),
        "MFA_REQUIRED": env.choice(
            "CGTLIMS_MFA_REQUIRED", "remote" if production else "off", {"off", "remote", "always"}
        ),
        "FACILITY_NETWORKS": env.networks("CGTLIMS_FACILITY_NETWORKS"),
        "ALLAUTH_TRUSTED_PROXY_COUNT": env.number("CGTLIMS_PROXIES", 1 if production else 0),
        "ACCOUNT_ADAPTER": "cgtlims.web.signin.accounts.Accounts",
        "ACCOUNT_FORMS": {"change_password": "cgtlims.web.signin.forms.ChangePasswordForm"},
        "ACCOUNT_LOGIN_METHODS": {"username"},
        "ACCOUNT_SIGNUP_FIELDS": [
            "username*",
            "password1*",
        ],  # nobody can sign up; allauth checks it
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_SESSION_REMEMBER": False,
        "ACCOUNT_RATE_LIMITS": False,  # failures are counted in PostgreSQL, for every process alike
        "MFA_ADAPTER": "cgtlims.web.signin.factors.Factors",
        "MFA_FORMS": {
            "authenticate": "cgtlims.web.signin.factor_forms.CodeForm",
            "reauthenticate": "cgtlims.web.signin.factor_forms.CodeAgainForm",
            "authenticate_webauthn": "cgtlims.web.signin.factor_forms.KeyForm",
            "reauthenticate_webauthn": "cgtlims.web.signin.factor_forms.KeyAgainForm",
            "activate_totp": "cgtlims.web.signin.factor_forms.AddAppForm",
        },
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_RECOVERY_CODES_SHOW_ONCE": True,
        "MFA_TOTP_TOLERANCE": 1,  # a code is good half a minute longer, for clocks that differ
        "MFA_TOTP_ISSUER": "CGT-LIMS",
        "MFA_WEBAUTHN_USER_VERIFICATION": "required",  # a key opens a locked session by itself
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": not production,
        "SOCIALACCOUNT_ADAPTER": "cgtlims.web.signin.single.SingleSignOn",
        # A form may not lead to another origin (form-action 'self').
        "SOCIALACCOUNT_LOGIN_ON_GET": True,
        "OIDC_CLAIM": oidc_claim(env),
        "SOCIALACCOUNT_PROVIDERS": {"openid_connect": {"APPS": oidc_apps(env)}},
        "SESSION_SAVE_EVERY_REQUEST": False,
        "TABLET_COOKIE": "__Host-tablet" if production else "tablet",
        "TABLETS_ONLY": env.flag("CGTLIMS_TABLETS_ONLY", False),
        "LOCKOUT_FAILURES": env.number("CGTLIMS_LOCKOUT_FAILURES", 5, least=1),
        "LOCKOUT_MINUTES": env.number("CGTLIMS_LOCKOUT_MINUTES", 15, least=1),
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
    }
