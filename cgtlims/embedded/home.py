"""The folder that one pair of servers lives in, and the lock that keeps it for one user at a time.

The lock is taken on the folder itself, so no lock file can be left behind; the file beside it
only says who holds it.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cgtlims import places
from cgtlims.embedded.account import make_folder, make_parents, refuse_unreachable, server_account
from cgtlims.embedded.errors import EmbeddedError

HOLDER = "running.pid"


@dataclass(frozen=True)
class Home:
    """The places inside one data folder."""

    root: Path

    @property
    def postgres(self) -> Path:
        return self.root / "postgres"

    @property
    def valkey(self) -> Path:
        return self.root / "valkey"

    @property
    def log(self) -> Path:
        return self.root / "log"

    @property
    def credentials(self) -> Path:
        return self.root / "credentials.json"

    @property
    def runtime(self) -> Path:
        return places.runtime_dir(self.root)

    @property
    def postgres_socket(self) -> Path:
        return self.runtime / "pg"

    @property
    def valkey_socket(self) -> Path:
        return self.runtime / "valkey" / "valkey.sock"


@contextmanager
def locked(home: Home) -> Iterator[None]:
    """Holds the data folder for this process alone, or refuses and says who has it."""
    _make_root(home)
    descriptor = os.open(home.root, os.O_RDONLY | os.O_CLOEXEC)
    holder = home.root / HOLDER
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise EmbeddedError(_already_running(home, holder)) from None
        holder.write_text(f"{os.getpid()}\n", encoding="utf-8")
        try:
            yield
        finally:
            holder.unlink(missing_ok=True)
    finally:
        os.close(descriptor)


@contextmanager
def sockets(home: Home) -> Iterator[None]:
    """The folder of the sockets, fresh at the start and gone at the end."""
    account = server_account()
    _refuse_foreign(home.runtime)
    shutil.rmtree(home.runtime, ignore_errors=True)
    home.runtime.mkdir(mode=0o700)
    try:
        if account:
            home.runtime.chmod(0o711)
        make_folder(home.postgres_socket, account)
        make_folder(home.valkey_socket.parent, account)
        yield
    finally:
        shutil.rmtree(home.runtime, ignore_errors=True)


def _make_root(home: Home) -> None:
    """Root's data folder can be entered by the server account; what lies in it stays private."""
    account = server_account()
    refuse_unreachable(home.postgres, account, setting="CGTLIMS_DATA_DIR")
    refuse_unreachable(home.runtime, account, setting="TMPDIR")
    try:
        make_parents(home.root, account)
    except OSError as error:
        raise EmbeddedError(
            f"The data folder {home.root} cannot be made: {error.strerror}. "
            "Set CGTLIMS_DATA_DIR to a folder that you may write to."
        ) from error


def _refuse_foreign(runtime: Path) -> None:
    """In a folder that everybody writes to, somebody else may have taken the name before us."""
    if runtime.is_symlink() or (runtime.exists() and runtime.stat().st_uid != os.geteuid()):
        raise EmbeddedError(
            f"{runtime} belongs to another user. Remove it, or set TMPDIR to a folder of your own."
        )


def _already_running(home: Home, holder: Path) -> str:
    try:
        process = f"process {holder.read_text(encoding='utf-8').strip()}"
    except OSError:
        process = "another process"
    return (
        f"PostgreSQL and Valkey already run on {home.root}, started by {process}. "
        "Stop that one first, or set CGTLIMS_DATA_DIR to another folder."
    )
