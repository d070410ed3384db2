"""The list of controlled documents."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from documents.models import Document, DocumentKind, DocumentVersion, VersionState
from documents.web.fetch import visible_documents
from people.models.qualification import day_of
from people.permissions import Permission
from people.web.needs import needs, signed_in

ROWS = 50
SOON = timedelta(days=30)
RETIRED, DUE = "RETIRED", "due"


@require_safe
@needs(Permission.VIEW_DOCUMENTS)
def document_list(request: HttpRequest) -> HttpResponse:
    """Filtered by kind, by state, by a review that is due, and by part of code or title."""
    asked = {name: request.GET.get(name, "").strip() for name in ("kind", "state", "words")}
    soon = day_of(timezone.now() + SOON)
    documents = _asked(request, asked, soon)
    page = Paginator(documents, ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [_row(document) for document in page],
        "asked": asked,
        "kinds": DocumentKind,
        "states": VersionState,
        "soon": soon,
        "today": day_of(timezone.now()),
        "may_write": signed_in(request).may(Permission.WRITE_DOCUMENT),
        "tab": "documents",
    }
    return render(request, "documents/document_list.html", context)


def _asked(request: HttpRequest, asked: dict[str, str], soon: Any) -> QuerySet[Document]:
    """By their state: those with a version in it; of retired ones the document counts."""
    documents, state = visible_documents(request), asked["state"]
    versions = DocumentVersion.objects.visible_to(signed_in(request))
    if asked["kind"]:
        documents = documents.filter(kind=asked["kind"])
    if asked["words"]:
        words = asked["words"]
        documents = documents.filter(Q(code__icontains=words) | Q(title__icontains=words))
    if state == RETIRED:
        return documents.filter(retired_at__isnull=False)
    if state == DUE:
        documents = documents.filter(pk__in=versions.review_due(soon).values("document"))
    elif state:
        documents = documents.filter(pk__in=versions.filter(state=state).values("document"))
    return documents if state else documents.filter(retired_at__isnull=True)


def _row(document: Document) -> dict[str, Any]:
    """The version that people work by, and the one that is in work beside it."""
    seen: list[DocumentVersion] = document.shown  # type: ignore[attr-defined]
    effective = next((one for one in seen if one.state == VersionState.EFFECTIVE), None)
    newest = seen[0] if seen else None
    return {
        "document": document,
        "current": effective or newest,
        "next": newest if effective and newest != effective else None,
    }
