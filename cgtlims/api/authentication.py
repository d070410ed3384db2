"""Sign-in to the API: user name and password by HTTP Basic, or the session of the web pages."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.authentication import BasicScheme
from rest_framework.authentication import BasicAuthentication
from rest_framework.exceptions import AuthenticationFailed

from cgtlims.api import remembered
from cgtlims.web.signin.origin import factor_is_demanded
from cgtlims.web.signin.sessions import factors_of
from people.models import Lockout, User

TOO_LITTLE = _("A password alone does not do here: sign in on the page with a second factor.")


NOT_OWN = _("Your password was set by somebody else: sign in on the page and choose your own.")


class Basic(BasicAuthentication):
    """A password alone, so only for accounts and places of which no second factor is asked.

    Credentials that PostgreSQL cannot even store are wrong, not a failure.
    """

    www_authenticate_realm = "CGT-LIMS"

    def authenticate_credentials(self, userid: str, password: str, request: Any = None) -> Any:
        if "\x00" in userid + password:
            raise AuthenticationFailed(_("User name or password is wrong."))
        found = known(userid, password)
        if found is None:
            found, _auth = super().authenticate_credentials(userid, password, request)
            remembered.keep(found, password)
        if found.must_change_password:
            raise AuthenticationFailed(NOT_OWN)
        if factors_of(found) or factor_is_demanded(request):
            raise AuthenticationFailed(TOO_LITTLE)
        return found, None


def known(username: str, password: str) -> User | None:
    """The person when this process saw the same password fit a moment ago, and nothing changed."""
    user = User.objects.filter(username__iexact=username, is_active=True).first()
    if user is None or not remembered.fits(user, password):
        return None
    locked = Lockout.objects.filter(user=user, locked_until__gt=timezone.now())
    return None if locked.exists() else user


class BasicInSchema(BasicScheme):  # type: ignore[no-untyped-call]
    """Says in the published schema that this is HTTP Basic."""

    target_class = "cgtlims.api.authentication.Basic"
