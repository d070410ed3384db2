"""What may be found of documents: by code, and by words of the title."""

from __future__ import annotations

import re

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from documents.models import Document, DocumentVersion
from documents.models.controlled import TEXTS
from people.finding.kinds import Findable, Found

VERSION = re.compile(r"(.+?) ?v([0-9]{1,4})", re.IGNORECASE)


def document_shown(document: Document) -> Found:
    sign, word = ("neutral", _("Retired")) if document.retired_at else ("", "")
    return Found(
        document.code, reverse("document", args=[document.code]), name=document.title,
        line=document.get_kind_display(), sign=sign, word=str(word),
    )  # fmt: skip


def version_shown(version: DocumentVersion) -> Found:
    page = reverse("document-version", args=[version.document.code, version.number])
    return Found(
        str(version), page, name=version.document.title, line=version.change_reason,
        sign=version.sign, word=version.get_state_display(),
    )  # fmt: skip


def of_version(code: str) -> Q:
    """A document with the number of its version, as it is printed."""
    printed = VERSION.fullmatch(code)
    if printed is None:
        return Q(pk__in=[])
    return Q(document__code__iexact=printed[1], number=int(printed[2]))


KINDS = (
    Findable(
        "document-version", _("Versions of documents"), "doc",
        lambda user: DocumentVersion.objects.visible_to(user).select_related("document"),
        version_shown, named=of_version, place=19,
    ),
    Findable(
        "controlled-document", _("Controlled documents"), "doc",
        lambda user: Document.objects.visible_to(user), document_shown,
        codes=("code",), texts=TEXTS, place=18,
    ),
)  # fmt: skip
