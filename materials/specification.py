"""The controlled document that says what a lot of a material must be."""

from __future__ import annotations

from documents.models import Document, DocumentKind, DocumentVersion
from materials.models import Material


def specification_of(material: Material) -> Document | None:
    """By the code that the material names, without regard to case."""
    if not material.specification:
        return None
    known = Document.objects.filter(kind=DocumentKind.SPECIFICATION)
    return known.filter(code__iexact=material.specification).first()


def is_effective(document: Document) -> bool:
    """True while one of its versions holds."""
    return DocumentVersion.objects.effective().filter(document=document).exists()
