"""The facility's own sign-in service (OpenID Connect), when it has one."""

from __future__ import annotations

from typing import Any

from cgtlims.env import Env
from people.sign_in_service import PROVIDER

NO_NAMES = {"email", "phone_number"}


def oidc_apps(env: Env) -> list[dict[str, Any]]:
    """One provider when CGTLIMS_OIDC_ISSUER is given, else none; half of it is a problem."""
    issuer = env.text("CGTLIMS_OIDC_ISSUER", "")
    if not issuer:
        return []
    if oidc_claim(env) in NO_NAMES:
        env.problems.append(
            "CGTLIMS_OIDC_CLAIM is an address, which may be anybody's; accepted are none, or a "
            "claim that the service gives to one person for good."
        )
    env.url("CGTLIMS_OIDC_ISSUER", ("https", "http") if _is_development(env) else ("https",))
    return [
        {
            "provider_id": PROVIDER,
            "name": env.text("CGTLIMS_OIDC_NAME", "Single sign-on"),
            "client_id": env.text("CGTLIMS_OIDC_CLIENT_ID"),
            "secret": env.text("CGTLIMS_OIDC_CLIENT_SECRET"),
            "settings": {
                "server_url": issuer,
                "oauth_pkce_enabled": True,
                "fetch_userinfo": False,  # the claims are those of the ID token
            },
        }
    ]


def oidc_claim(env: Env) -> str:
    """The claim that is a user name here, by which an account links itself; usually none."""
    return env.text("CGTLIMS_OIDC_CLAIM", "")


def _is_development(env: Env) -> bool:
    return env.text("CGTLIMS_ENV", "development") == "development"
