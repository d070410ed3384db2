"""Sections: pieces of a document rendered apart, each once for the same content.

What a section's PDF depends on is hashed into its name: the HTML, the print style and fonts, the
engine. Whatever file is missing or damaged is rendered again (see documents.section_files).
"""

from __future__ import annotations

import hashlib
from functools import cached_property

from documents import section_files
from documents.rendering import weasy
from documents.rendering.assets import Assets


class Sections:
    """Renders the sections of one document; `rendered` counts those that no file had yet."""

    def __init__(self) -> None:
        self.assets = Assets.of_release()
        self.rendered = 0

    def pdf(self, html: str) -> bytes:
        """The PDF of a section, from its file or rendered and kept."""
        key = self.key(html)
        found = section_files.read(key)
        if found is not None:
            return found
        content = self.engine.render(html)
        self.rendered += 1
        section_files.keep(key, content)
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
