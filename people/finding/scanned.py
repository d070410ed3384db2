"""What a scanner types: the code, and what the scanner puts around it."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

MOST = 200
# Which symbology was read (ISO/IEC 15424): ]d2 GS1 DataMatrix, ]C1 GS1-128, ]Q3 GS1 QR code.
SYMBOLOGY = re.compile(r"^\][A-Za-z][0-9A-Za-z]")
NO_PAGES = ("/api/", "/search/")


def readings(typed: str) -> tuple[str, ...]:
    """The code as it was typed, and without the mark of its symbology when it has one.

    Control characters (prefix and suffix of a wedge scanner, FNC1 of GS1) only separate.
    """
    text = " ".join("".join(one if one.isprintable() else " " for one in typed).split())[:MOST]
    bare = SYMBOLOGY.sub("", text).strip()
    return tuple(dict.fromkeys(one for one in (text, bare) if one))


def own_address(typed: str, is_own: Callable[[str], bool]) -> str | None:
    """The path of a link to a page of this site, as a QR code has it; never one elsewhere."""
    try:
        parts = urlsplit(typed.strip())
        resolve(parts.path)
    except (ValueError, Resolver404):
        return None
    if parts.scheme not in {"http", "https"} or not is_own(parts.netloc):
        return None
    if parts.path.startswith(("//", *NO_PAGES)) or "\\" in parts.path:
        return None
    return parts._replace(scheme="", netloc="").geturl()
