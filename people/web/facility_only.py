"""What is the facility’s own: a partner sees none of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import Http404, HttpRequest, HttpResponseBase

from people.web.needs import signed_in

V = TypeVar("V", bound=Callable[..., HttpResponseBase])


def facility_people_only(view: V) -> V:
    """A sponsor's people are told that there is nothing here."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not signed_in(request).is_of_facility:
            raise Http404
        return view(request, *args, **kwargs)

    return cast(V, guarded)
