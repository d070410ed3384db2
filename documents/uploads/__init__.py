"""What somebody brings as a file: recognised by its first bytes, checked, and kept by its sha256.

A name proves nothing, so the content decides; whatever is two kinds at once is refused.
"""

from __future__ import annotations

from documents.uploads.receiving import Received, checked, receive, receive_upload

__all__ = ["Received", "checked", "receive", "receive_upload"]
