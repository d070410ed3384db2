"""Folders for services that leave nothing; those of killed runs are removed by the next one."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cgtlims.embedded.home import Home
from cgtlims.embedded.leftovers import end_leftovers

PREFIX = "cgtlims-ephemeral-"


@contextmanager
def throwaway_folder() -> Iterator[Path]:
    """A folder under the system's temporary one, removed at the end whatever happened."""
    remove_abandoned()
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
    try:
        if os.geteuid() == 0:
            folder.chmod(0o711)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def remove_abandoned() -> None:
    """Removes this user's folders whose maker has ended without doing so."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*-*"):
        with suppress(FileNotFoundError):  # another process was first
            if _is_ours(folder) and _is_abandoned(folder):
                _remove(Home(folder))


def _remove(home: Home) -> None:
    end_leftovers(home.postgres, "postgres")
    end_leftovers(home.valkey, "valkey-server")
    shutil.rmtree(home.runtime, ignore_errors=True)
    shutil.rmtree(home.root, ignore_errors=True)


def _is_ours(folder: Path) -> bool:
    return not folder.is_symlink() and folder.stat().st_uid == os.geteuid()


def _is_abandoned(folder: Path) -> bool:
    """The maker's number is free and nobody holds the folder's lock."""
    maker = folder.name.removeprefix(PREFIX).partition("-")[0]
    if Path(f"/proc/{maker}").exists():
        return False
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    else:
        return True
    finally:
        os.close(descriptor)
