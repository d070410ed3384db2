"""From bytes to a file that is kept; refused with the reason and what is accepted."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from documents.store import UPLOADS, keep
from documents.uploads import refusing
from documents.uploads.kinds import Kind, kind_of
from documents.uploads.pictures import encoded_anew
from integrity.texts import one_line

LONGEST_NAME = 200
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Received:
    """A file that was checked and is kept; a picture with the one that was brought."""

    name: str
    media_type: str
    sha256: str
    size: int
    original: Received | None = None


def receive_upload(upload: UploadedFile[bytes]) -> Received:
    """The same for what a browser sends; of one that is too large nothing is read."""
    if (upload.size or 0) > settings.FILE_MEGABYTES * MEGABYTE:
        raise refusing.too_large(settings.FILE_MEGABYTES)
    return receive(upload.name or "", upload.read())


def receive(name: str, content: bytes) -> Received:
    """Keeps the file when it is what its name says, and nothing else besides. Raises Refused."""
    name, kind = checked(name, content)
    anew = encoded_anew(content, kind.media_type, kind.label) if kind.is_picture else None
    brought = _kept(name, kind, content)
    return brought if anew is None else _kept(name, kind, anew, brought)


def checked(name: str, content: bytes) -> tuple[str, Kind]:
    """Its plain name and its kind; nothing is kept. Raises Refused."""
    name = _plain_name(name)
    if not content:
        raise refusing.empty()
    if len(content) > settings.FILE_MEGABYTES * MEGABYTE:
        raise refusing.too_large(settings.FILE_MEGABYTES)
    kind = kind_of(content, name)
    if name.rpartition(".")[2].lower() not in kind.endings:
        raise refusing.other_ending(name, kind.label, kind.endings)
    kind.check(content, kind.label)
    return name, kind


def _kept(name: str, kind: Kind, content: bytes, original: Received | None = None) -> Received:
    return Received(name, kind.media_type, keep(content, UPLOADS), len(content), original)


def _plain_name(name: str) -> str:
    """The last part of a path, without what cannot be printed; its ending is never cut off."""
    last = one_line(name.replace("\\", "/").rpartition("/")[2])
    printed = "".join(sign for sign in last if sign.isprintable())
    stem, dot, ending = printed.rpartition(".")
    return f"{stem[: LONGEST_NAME - len(dot + ending)]}{dot}{ending}"[:LONGEST_NAME]
