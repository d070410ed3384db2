"""The files of rendered sections: known by a key, sealed, and removed when nothing uses them.

They only save work: any of them may be removed at any time and is rendered again when needed.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from documents.store import write_whole

# A PDF comment behind the end of the file: the sha256 of all bytes before it.
SEAL = b"\n%sha256 "


@dataclass(frozen=True)
class Found:
    path: Path
    used_at: datetime
    size: int


def folder() -> Path:
    return Path(settings.FILES_DIR) / "sections"


def path_of(key: str) -> Path:
    return folder() / key[:2] / f"{key}.pdf"


def keep(key: str, content: bytes) -> None:
    write_whole(path_of(key), content + SEAL + _digest(content))


def read(key: str) -> bytes | None:
    """The section, used now; None when there is no file or it is not what was written."""
    path = path_of(key)
    try:
        whole = path.read_bytes()
    except OSError:
        return None
    with suppress(OSError):
        os.utime(path)
    content, seal, digest = whole.rpartition(SEAL)
    return content if seal and digest == _digest(content) else None


def sweep(*, at: datetime, unused_for: timedelta, most_bytes: int) -> int:
    """Removes what nothing used for so long, then the longest unused until the rest fits.

    Returns how many files went. What is being written at the moment is left alone.
    """
    found = sorted(_files(), key=lambda file: file.used_at)
    sections = sum(file.size for file in found if _is_section(file))
    removed = 0
    for file in found:
        is_too_much = _is_section(file) and sections > most_bytes
        if file.used_at < at - unused_for or is_too_much:
            file.path.unlink(missing_ok=True)
            removed += 1
            sections -= file.size if _is_section(file) else 0
    return removed


def _files() -> Iterator[Found]:
    """Every file in the folder; links are not followed, and what another sweep removed is past."""
    for parent, _folders, names in os.walk(folder()):
        for name in names:
            path = Path(parent, name)
            try:
                stat = path.lstat()
            except FileNotFoundError:
                continue
            yield Found(path, datetime.fromtimestamp(stat.st_mtime, UTC), stat.st_size)


def _is_section(file: Found) -> bool:
    """A file has its name only when it is written whole."""
    return file.path.suffix == ".pdf"


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()
