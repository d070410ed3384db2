"""What every answer of the API has: a request id, an ETag, and a problem document for a failure."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.urls import URLPattern
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import quote_etag
from rest_framework.exceptions import APIException

from cgtlims.api.problems import answer
from cgtlims.api.request_ids import request_id

View = Callable[..., HttpResponse]
PREFIX = "/api/"
DEPENDS_ON = ("Accept", "Authorization", "Cookie")


class PreconditionFailed(APIException):
    """What the caller took for the present version is not."""

    status_code = 412


def with_edge(patterns: Iterable[URLPattern]) -> list[URLPattern]:
    """The same addresses, each view with the edge around it."""
    return [
        URLPattern(found.pattern, edge(found.callback), found.default_args, found.name)
        for found in patterns
    ]


def edge(view: View) -> View:
    """Rendering happens inside, so that a failure in it is answered like any other."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
            if isinstance(response, SimpleTemplateResponse):
                response.render()
            response = conditional(request, response)
        except Exception as exception:
            response = answer(exception, request)
        return marked(request, response)

    return answered


def marked(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer with its request's id, and never kept for somebody else."""
    response["X-Request-Id"] = request_id(request)
    patch_vary_headers(response, DEPENDS_ON)
    patch_cache_control(response, private=True, no_cache=True)
    return response


def conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A strong ETag of the bytes, and 304 without them when the caller has them already."""
    if response.status_code == 200:
        if not response.has_header("ETag"):
            response["ETag"] = quote_etag(hashlib.sha256(response.content).hexdigest())
        found = get_conditional_response(request, etag=response["ETag"], response=response)
        response = cast(HttpResponse, found)
    if response.status_code == 412:
        raise PreconditionFailed
    return response
