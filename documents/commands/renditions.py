"""Filing renditions."""

from __future__ import annotations

from datetime import datetime

from documents.models import Rendition
from integrity.actors import Actor
from integrity.commands import command, say
from people.permissions import Permission


@command(permission=Permission.MAKE_RENDITION)
def file_rendition(
    *, title: str, sha256: str, size: int, pages: int, by: Actor, at: datetime
) -> Rendition:
    """Files a PDF that the store holds under its sha256."""
    rendition = Rendition.objects.create(
        title=title,
        media_type="application/pdf",
        sha256=sha256,
        size=size,
        pages=pages,
        made_at=at,
    )
    say("rendition.filed", about=rendition, details={"sha256": sha256, "pages": pages})
    return rendition
