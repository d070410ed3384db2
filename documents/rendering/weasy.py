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

from documents.rendering.assets import SCHEME, STYLE, Assets

MEDIA_TYPES = {".css": "text/css", ".ttf": "font/ttf"}
VERSION = f"weasyprint {weasyprint.__version__} pango {pango.pango_version()}"


class ForbiddenFetch(Exception):
    """A document asked for something outside the print assets; nothing was fetched or rendered."""


class AssetFetcher(URLFetcher):  # type: ignore[misc]
    """Answers `asset:` names from memory and stops the rendering at anything else."""

    def __init__(self, assets: Assets) -> None:
        super().__init__(fail_on_errors=True)
        self.assets = assets

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Raises UnknownAsset, which WeasyPrint turns into the end of the rendering."""
        content = self.assets.read(url)
        return URLFetcherResponse(url, content, {"Content-Type": MEDIA_TYPES[Path(url).suffix]})


class Engine:
    """WeasyPrint with the print style and fonts loaded once, for one document's sections."""

    def __init__(self, assets: Assets) -> None:
        self.fetcher = AssetFetcher(assets)
        self.fonts = FontConfiguration()
        self.style = weasyprint.CSS(
            url=SCHEME + STYLE, url_fetcher=self.fetcher, font_config=self.fonts
        )

    def render(self, html: str) -> bytes:
        """The HTML as a PDF. Raises ForbiddenFetch when it asks for anything but a print asset."""
        try:
            page = weasyprint.HTML(string=html, url_fetcher=self.fetcher)
            return bytes(page.write_pdf(stylesheets=[self.style], font_config=self.fonts))
        except FatalURLFetchingError as error:
            raise ForbiddenFetch(str(error)) from error
