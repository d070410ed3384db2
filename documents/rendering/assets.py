"""The only files the engine can read: the print styles and fonts of this release, by name."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from django.conf import settings

SCHEME = "asset:"
STYLE = "css/print.css"
FOLDERS = ("css", "fonts/print")


class UnknownAsset(LookupError):
    """Something asked for a file that is not among the print assets."""


@dataclass(frozen=True)
class Assets:
    """Content by name (`fonts/print/X.ttf`), read once: names are looked up, no path is walked."""

    files: dict[str, bytes]

    @classmethod
    def of_release(cls) -> Self:
        """The print style and every print font found in the static folder."""
        root = Path(settings.BASE_DIR) / "static"
        found = (path for folder in FOLDERS for path in sorted((root / folder).iterdir()))
        return cls(
            {
                path.relative_to(root).as_posix(): path.read_bytes()
                for path in found
                if path.is_file() and not path.is_symlink() and _is_for_print(path)
            }
        )

    def read(self, url: str) -> bytes:
        """The bytes behind `asset:NAME`. Raises UnknownAsset for anything else."""
        name = url.removeprefix(SCHEME)
        if not url.startswith(SCHEME) or name not in self.files:
            raise UnknownAsset(
                f"“{url}” is not a print asset; accepted are {', '.join(self.names)}."
            )
        return self.files[name]

    @property
    def names(self) -> list[str]:
        return [SCHEME + name for name in sorted(self.files)]

    @property
    def digest(self) -> str:
        """sha256 over every name and content: a changed style or font changes every section."""
        whole = hashlib.sha256()
        for name, content in sorted(self.files.items()):
            whole.update(f"{name}\0{hashlib.sha256(content).hexdigest()}\n".encode())
        return whole.hexdigest()


def _is_for_print(path: Path) -> bool:
    return path.suffix == ".ttf" or path.name == Path(STYLE).name
