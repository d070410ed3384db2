"""Fetching the documents that this person may see, or 404."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from documents.models import Document, DocumentVersion, VersionState
from people.web.needs import signed_in


def visible_documents(request: HttpRequest) -> QuerySet[Document]:
    """With `shown`: the versions that this person may see, the newest first."""
    user = signed_in(request)
    seen = DocumentVersion.objects.visible_to(user).select_related("document").defer("text")
    documents = Document.objects.visible_to(user).select_related("owner")
    return documents.prefetch_related(Prefetch("versions", seen, to_attr="shown"))


def fetch_document(request: HttpRequest, code: str) -> Document:
    return get_object_or_404(visible_documents(request), code=code)


def fetch_version(request: HttpRequest, code: str, number: int) -> DocumentVersion:
    versions = DocumentVersion.objects.visible_to(signed_in(request)).select_related(
        "document__owner", "file", "written_by", "reviewed_by", "approved_by"
    )
    return get_object_or_404(versions, document__code=code, number=number)


def version_to_read(request: HttpRequest, document: Document) -> DocumentVersion:
    """The effective one; without one the newest that this person may see."""
    seen: list[DocumentVersion] = document.shown  # type: ignore[attr-defined]
    if not seen:
        raise Http404
    effective = (one for one in seen if one.state == VersionState.EFFECTIVE)
    return fetch_version(request, document.code, next(effective, seen[0]).number)
