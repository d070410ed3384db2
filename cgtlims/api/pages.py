"""The pages beside the API: the explorer, what each problem means, and nothing at all."""

from __future__ import annotations

from typing import Any

from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve
from django.views.decorators.csrf import csrf_exempt
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.renderers import TemplateHTMLRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cgtlims.api.edge import edge
from cgtlims.api.problem_types import PROBLEM_TYPES
from cgtlims.api.problems import SlashMissing


class ProblemPage(APIView):
    """The `type` of a problem document leads here."""

    authentication_classes = ()
    permission_classes = ()
    renderer_classes = (TemplateHTMLRenderer,)
    http_method_names = ("get", "head")
    schema = None

    def get(self, request: Request, name: str) -> Response:
        if name not in PROBLEM_TYPES:
            raise Http404
        return Response({"problem": PROBLEM_TYPES[name]}, template_name="api/problem.html")


@csrf_exempt
def nothing(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """An address that does not exist; one that only lacks its last slash is named."""
    if resolve(f"{request.path}/").func is not nothing_here:
        raise SlashMissing(f"{request.path}/")
    raise Http404


nothing_here = edge(nothing)

# The explorer's style sheet carries its icons as data: images; nothing else is relaxed, and only
# outside the edge, so that a 304 has the page's policy too.
explorer = csp_update({"img-src": ["data:"]})(
    edge(
        SpectacularSwaggerSplitView.as_view(
            url_name="api-schema", template_name="api/docs.html", permission_classes=()
        )
    )
)
