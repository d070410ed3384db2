"""User name and password, for pages, the API and every time they are asked for again."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from cgtlims.web.signin.attempts import attempt
from people.models import User


class Passwords(ModelBackend):
    """A wrong password counts against the account; a locked account opens to no password."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        if username is None or password is None or "\x00" in username + password:
            return None
        user = User.objects.filter(username__iexact=username.strip()).first()
        if user is None or not user.is_active:
            make_password(password)  # takes as long as for somebody who is here
            return None
        fits = attempt(request, user, "password", lambda: user.check_password(password))
        return user if fits else None
