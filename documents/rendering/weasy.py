"""WeasyPrint, shut in: it reads the print assets and nothing else, from disk or network.

Importing this module loads the engine and its system libraries.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import weasyprint
from weasyprint.text.ffi import pango
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from documents.rendering.assets import SCHEME, STYLE, Assets, UnknownAsset

MEDIA_TYPES = {".css": "text/css", ".ttf": "font/ttf"}
VERSION = f"weasyprint {weasyprint.__version__} pango {pango.pango_version()}"


class ForbiddenFetch(Exception):
    """A document asked for something outside the print assets; nothing was fetched or rendered."""


class AssetFetcher(URLFetcher):
    """Answers `asset:` names from memory; anything else ends the rendering and is remembered."""

    def __init__(self, assets: Assets) -> None:
        super().__init__(fail_on_errors=True)
        self.assets = assets
        self.refused: list[str] = []

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        try:
            content = self.assets.read(url)
        except UnknownAsset as error:
            self.refused.append(str(error))
            raise
        return URLFetcherResponse(url, content, {"Content-Type": MEDIA_TYPES[Path(url).suffix]})


class Engine:
    """WeasyPrint with the print style and fonts loaded once, for one document's sections."""

    def __init__(self, assets: Assets) -> None:
        self.assets = assets
        self.fonts = FontConfiguration()
        self.style = weasyprint.CSS(
            url=SCHEME + STYLE, url_fetcher=AssetFetcher(assets), font_config=self.fonts
        )

    def render(self, html: str) -> bytes:
        """The HTML as a PDF. Raises ForbiddenFetch when it asks for anything but a print asset."""
        fetcher = AssetFetcher(self.assets)
        try:
            page = weasyprint.HTML(string=html, url_fetcher=fetcher)
            content: bytes = page.write_pdf(stylesheets=[self.style], font_config=self.fonts)
        except FatalURLFetchingError as error:
            raise ForbiddenFetch(" ".join(fetcher.refused) or str(error)) from error
        if fetcher.refused:  # inside an SVG WeasyPrint swallows even a fatal error
            raise ForbiddenFetch(" ".join(fetcher.refused))
        return content
