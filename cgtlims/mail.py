"""The mail server as one address, in Django's settings."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from cgtlims.env import Env

PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
OFF = "django.core.mail.backends.dummy.EmailBackend"
SMTP = "django.core.mail.backends.smtp.EmailBackend"


def mail_settings(env: Env, variable: str) -> dict[str, Any]:
    """`smtp+tls://user:password@host:port`; without an address no letter goes anywhere."""
    address = env.url(variable, tuple(PORTS), "")
    if not address:
        return {"EMAIL_BACKEND": OFF}
    parts = urlsplit(address)
    if not parts.hostname:
        env.problems.append(f"{variable} names no host; accepted is smtp+tls://user:password@host.")
    return {
        "EMAIL_BACKEND": SMTP,
        "EMAIL_HOST": parts.hostname or "",
        "EMAIL_PORT": parts.port or PORTS.get(parts.scheme, 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }
