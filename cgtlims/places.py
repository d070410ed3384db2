"""Where this checkout keeps what it makes: data that stays, and sockets that go."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
PROJECT = "cgt-lims"
# A unix socket's path takes 107 bytes at most; the longest name below a runtime folder takes 30.
RUNTIME_PATH_LIMIT = 70


def checkout_key(checkout: Path = CHECKOUT) -> str:
    """Folder name plus a digest of the real path: two checkouts never share a database."""
    real = checkout.resolve()
    return f"{real.name}-{_digest(real)}"


def user_data_dir() -> Path:
    """Where this user's programs keep data: /var/lib for root, the XDG folder for anyone else."""
    if os.geteuid() == 0:
        return Path("/var/lib") / PROJECT
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / PROJECT


def data_dir(checkout: Path = CHECKOUT) -> Path:
    """CGTLIMS_DATA_DIR when it is set, else a folder of this user for this checkout only."""
    chosen = os.environ.get("CGTLIMS_DATA_DIR")
    if chosen:
        return Path(chosen).expanduser().absolute()
    return user_data_dir() / checkout_key(checkout)


def runtime_dir(data_dir: Path) -> Path:
    """The folder of the sockets that belong to a data folder; its path is short enough for them."""
    name = f"cgtlims-{_digest(data_dir.resolve())}"
    chosen = Path(tempfile.gettempdir()) / name
    return chosen if len(os.fsencode(chosen)) <= RUNTIME_PATH_LIMIT else Path("/tmp") / name  # noqa: S108


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:8]
