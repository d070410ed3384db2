"""Sections: pieces of a document rendered apart, each once for the same content.

What a section's PDF depends on is hashed into its name: the HTML, the print style and fonts, the
engine. The folder may be emptied at any time; whatever is missing or damaged is rendered again.
"""

from __future__ import annotations

import hashlib
from functools import cached_property
from pathlib import Path

from django.conf import settings

from documents.rendering import weasy
from documents.rendering.assets import Assets
from documents.store import write_whole

# A PDF comment behind the end of the file: the sha256 of all bytes before it.
SEAL = b"\n%sha256 "


class Sections:
    """Renders the sections of one document; `rendered` counts those that no file had yet."""

    def __init__(self) -> None:
        self.assets = Assets.of_release()
        self.rendered = 0

    def pdf(self, html: str) -> bytes:
        """The PDF of a section, from its file or rendered and kept."""
        path = path_of(self.key(html))
        found = read_sealed(path)
        if found is not None:
            return found
        content = self.engine.render(html)
        self.rendered += 1
        write_whole(path, content + SEAL + _digest(content))
        return content

    def key(self, html: str) -> str:
        """sha256 of everything the section's PDF depends on."""
        return hashlib.sha256(f"{self.setting}\0{html}".encode()).hexdigest()

    @cached_property
    def setting(self) -> str:
        return f"{weasy.VERSION} {self.assets.digest}"

    @cached_property
    def engine(self) -> weasy.Engine:
        return weasy.Engine(self.assets)


def path_of(key: str) -> Path:
    return Path(settings.FILES_DIR) / "sections" / key[:2] / f"{key}.pdf"


def read_sealed(path: Path) -> bytes | None:
    """The section in a file, or None when there is no file or it is not what was written."""
    try:
        whole = path.read_bytes()
    except OSError:
        return None
    content, seal, digest = whole.rpartition(SEAL)
    return content if seal and digest == _digest(content) else None


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()
