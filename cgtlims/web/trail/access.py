"""The trail tells of every sponsor's records: it is for people of the facility."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import HttpRequest, HttpResponseBase

from integrity.refusals import NotPermitted
from integrity.trail.values import Reader
from people.models import User
from people.permissions import Permission
from people.web.needs import needs, signed_in

V = TypeVar("V", bound=Callable[..., HttpResponseBase])


def for_readers(permission: Permission = Permission.VIEW_TRAIL) -> Callable[[V], V]:
    """The page is for the facility's holders of the permission; others get 403 with the reason."""

    def decorate(view: V) -> V:
        @needs(permission)
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            user = signed_in(request)
            if not may_read(user):
                raise NotPermitted(user.display_name, permission)
            return view(request, *args, **kwargs)

        return cast(V, guarded)

    return decorate


def may_read(user: User) -> bool:
    return user.is_of_facility and user.may(Permission.VIEW_TRAIL)


def reader(user: User) -> Reader:
    """Personal values are for those who keep them up to date."""
    return Reader(sees_personal=user.may(Permission.MANAGE_PEOPLE))
