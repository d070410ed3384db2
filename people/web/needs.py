"""Pages ask for a permission by decorator; commands check theirs again."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from integrity.refusals import NotPermitted
from integrity.refused import write_refusal
from people.models import User
from people.permissions import Permission

V = TypeVar("V", bound=Callable[..., HttpResponseBase])


def needs(permission: Permission) -> Callable[[V], V]:
    """The page is for holders of the permission; others get 403 with the reason."""

    def decorate(view: V) -> V:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            user = signed_in(request)
            if not user.may(permission):
                raise NotPermitted(user.display_name, permission)
            return view(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return cast(V, guarded)

    return decorate


def write_down(refused: Exception, request: HttpRequest) -> None:
    """A page or address that this person may not see is asked for: that is an event (P11-10g)."""
    if isinstance(refused, NotPermitted) and request.user.is_authenticated:
        asked = f"{request.method} {request.path}"
        write_refusal(refused, what=asked, by=signed_in(request), at=timezone.now())


def signed_in(request: HttpRequest) -> User:
    """The person of this request; the middleware lets nobody else through."""
    return cast(User, request.user)
