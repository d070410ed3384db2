"""Controlled forms as numbered copies on paper."""

from __future__ import annotations

from django.urls import reverse

from documents.forms_on_paper import Definition, FormSource, contribute_forms
from documents.models import DocumentVersion


def form_definition(version: DocumentVersion) -> Definition:
    """What the version says: its text, or its PDF."""
    return Definition(
        code=version.document.code, version=f"v{version.number}", title=version.document.title,
        text=version.text, file=version.file.sha256 if version.file else "",
    )  # fmt: skip


contribute_forms(
    DocumentVersion,
    FormSource(
        rows=lambda user: DocumentVersion.objects.visible_to(user).select_related("document"),
        page=lambda version: reverse(
            "document-version", args=[version.document.code, version.number]
        ),
        definition=form_definition,
    ),
)
