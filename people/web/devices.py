"""Pages for the bench, which a facility may keep to its enrolled tablets."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from integrity.refusals import refuse
from people.models import Tablet

V = TypeVar("V", bound=Callable[..., HttpResponse])


def for_tablets(view: V) -> V:
    """With CGTLIMS_TABLETS_ONLY, only an enrolled tablet gets the page (21 CFR 11.10(h))."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if settings.TABLETS_ONLY and tablet_on(request) is None:
            raise unknown_device()
        return view(request, *args, **kwargs)

    return cast(V, guarded)


def tablet_on(request: HttpRequest) -> Tablet | None:
    """The enrolled tablet that asks; the middleware has looked."""
    return getattr(request, "tablet", None)


def unknown_device() -> Exception:
    return refuse(
        "TABLET_UNKNOWN",
        _("This device is not an enrolled tablet of the facility."),
        clears=_("Use an enrolled tablet, or have this one enrolled by who manages tablets."),
    )
