"""The file store: content-addressed, written once, verified when read."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from typing import NamedTuple

from django.conf import settings


class Shelf(NamedTuple):
    """A folder of the store, and how the names of its files end."""

    folder: str
    ending: str


RENDITIONS = Shelf("renditions", ".pdf")
UPLOADS = Shelf("uploads", "")


class DamagedFile(Exception):
    """A stored file is missing or its bytes do not have its sha256."""


def path_of(sha256: str, shelf: Shelf = RENDITIONS) -> Path:
    name = f"{sha256}{shelf.ending}"
    return Path(settings.FILES_DIR) / shelf.folder / sha256[:2] / name


def keep(content: bytes, shelf: Shelf = RENDITIONS) -> str:
    """Stores the bytes under their sha256 and returns it; the same bytes are stored once."""
    sha256 = hashlib.sha256(content).hexdigest()
    write_whole(path_of(sha256, shelf), content)
    return sha256


def read(sha256: str, shelf: Shelf = RENDITIONS) -> bytes:
    """The stored bytes. Raises DamagedFile when they are gone or were changed."""
    try:
        content = path_of(sha256, shelf).read_bytes()
    except OSError as error:
        raise DamagedFile(f"The file {sha256} cannot be read: {error.strerror}.") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise DamagedFile(f"The file {sha256} was changed after it was stored.")
    return content


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file so that a reader sees all of it or none, also after a crash."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(file.name, path)
