"""Static files: hashed names, compressed beforehand."""

from typing import Any

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStatic(CompressedManifestStaticFilesStorage):
    """gzip only: Brotli at its best level takes a minute for a few kilobytes less."""

    # Modules that import one another do so by their hashed names too.
    support_js_module_import_aggregation = True

    def create_compressor(self, **settings: Any) -> Compressor:
        return Compressor(**{**settings, "use_brotli": False})
