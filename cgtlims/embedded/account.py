"""Which account the servers run as: PostgreSQL refuses root, so root hands them to `nobody`."""

from __future__ import annotations

import os
import pwd
from dataclasses import dataclass
from pathlib import Path

from cgtlims.embedded.errors import EmbeddedError


@dataclass(frozen=True)
class Account:
    """A user and group to run servers as; `None` in `server_account` means the present user."""

    uid: int
    gid: int

    def own(self, path: Path) -> None:
        os.chown(path, self.uid, self.gid)


def server_account() -> Account | None:
    """`nobody` for root, and no change for an ordinary user."""
    if os.geteuid() != 0:
        return None
    entry = pwd.getpwnam("nobody")
    return Account(entry.pw_uid, entry.pw_gid)


def make_folder(path: Path, account: Account | None) -> Path:
    """A private folder of the account that runs the servers."""
    path.mkdir(parents=True, exist_ok=True)
    path.chmod(0o700)
    if account:
        account.own(path)
    return path


def refuse_unreachable(path: Path, account: Account | None, *, setting: str) -> None:
    """The servers must be able to enter every folder above theirs; none is ever opened up here."""
    for parent in path.resolve().parents if account else ():
        if parent.exists() and not parent.stat().st_mode & 0o001:
            raise EmbeddedError(
                f"As root the servers run as the user nobody, who cannot enter {parent}. "
                f"Set {setting} to a folder below one that everybody may enter, like /var/lib."
            )


def make_parents(path: Path, account: Account | None) -> None:
    """Makes the folder and those above it that are missing, so that the servers can enter them."""
    if path.exists():
        return
    make_parents(path.parent, account)
    path.mkdir(exist_ok=True)
    path.chmod(0o711 if account else 0o700)
