"""Single sign-on: the facility's own sign-in service says who somebody is, never who is new."""

from __future__ import annotations

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render
from django.utils import timezone

from cgtlims.web.signin.origin import origin_of
from people.commands.single_sign_on import link_single_sign_on
from people.models import User


class SingleSignOn(DefaultSocialAccountAdapter):
    """An account is found by the service's identifier of the person, once it is linked.

    Who manages people links it. Only where the facility names a claim (CGTLIMS_OIDC_CLAIM) that
    is the user name of an active account linked to nobody, that account links itself, once; never
    by an address.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        user = sociallogin.user if sociallogin.is_existing else self._link(request, sociallogin)
        if user is None or not user.is_active:
            shown = {"subject": sociallogin.account.uid}
            page = render(request, "socialaccount/authentication_error.html", shown, status=403)
            raise ImmediateHttpResponse(page)

    def _link(self, request: HttpRequest, sociallogin: Any) -> User | None:
        user = named(sociallogin.account.extra_data)
        if user is None:
            return None
        link_single_sign_on(
            user=user, provider=sociallogin.account.provider, subject=sociallogin.account.uid,
            origin=origin_of(request), by=user, at=timezone.now(),
        )  # fmt: skip
        # Read anew: allauth keeps the person in the session, as the database has them.
        sociallogin.account = SocialAccount.objects.select_related("user").get(user=user)
        found: User = sociallogin.account.user
        sociallogin.user = found
        return found


def named(claims: dict[str, Any]) -> User | None:
    """The active person whom the claim names, linked to nobody yet; without a claim nobody."""
    if not settings.OIDC_CLAIM:
        return None
    claim = claims.get("id_token", claims).get(settings.OIDC_CLAIM)
    if not isinstance(claim, str) or "\x00" in claim:
        return None
    linked = SocialAccount.objects.values("user")
    free = User.objects.filter(username__iexact=claim, is_active=True).exclude(pk__in=linked)
    return free.first()
