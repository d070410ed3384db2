"""A page asks for its permission before it does anything."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse

from integrity.refusals import NotPermitted
from people.permissions import Permission
from people.web.needs import needs

pytestmark = pytest.mark.django_db


@needs(Permission.CREATE_BATCH)
def page(request: HttpRequest, number: str = "") -> HttpResponse:
    """Shows something."""
    return HttpResponse(f"made {number}")


def asked_by(user) -> HttpRequest:
    request = HttpRequest()
    request.user = user
    return request


def test_it_works(people):
    assert page(asked_by(people["kadler"]), number="7").content == b"made 7"
    assert page.permission is Permission.CREATE_BATCH
    assert page.__doc__ == "Shows something."


def test_others_are_refused_with_the_permission_that_is_missing(people):
    with pytest.raises(NotPermitted, match="Petra North .* “create batches” is missing"):
        page(asked_by(people["pnorth"]))
