"""Sign-in to the API: user name and password by HTTP Basic, or the session of the web pages."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.authentication import BasicScheme
from rest_framework.authentication import BasicAuthentication
from rest_framework.exceptions import AuthenticationFailed


class Basic(BasicAuthentication):
    """Credentials that PostgreSQL cannot even store are wrong, not a failure."""

    www_authenticate_realm = "CGT-LIMS"

    def authenticate_credentials(self, userid: str, password: str, request: Any = None) -> Any:
        if "\x00" in userid + password:
            raise AuthenticationFailed(_("User name or password is wrong."))
        return super().authenticate_credentials(userid, password, request)


class BasicInSchema(BasicScheme):  # type: ignore[no-untyped-call]
    """Says in the published schema that this is HTTP Basic."""

    target_class = "cgtlims.api.authentication.Basic"
