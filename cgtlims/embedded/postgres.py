"""The embedded PostgreSQL: made with SCRAM passwords and checksums, reached by unix socket only."""

from __future__ import annotations

import shutil
import signal
import subprocess
from pathlib import Path

from cgtlims.embedded.account import make_folder, server_account
from cgtlims.embedded.errors import EmbeddedError
from cgtlims.embedded.home import Home
from cgtlims.embedded.leash import leashed
from cgtlims.embedded.server import ENVIRONMENT, Server

ALWAYS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %u@%d ",
    "logging_collector": "off",
    # Two hundred people at once and the workers; an unused connection costs next to nothing.
    "max_connections": "400",
}
# For tests: the data need not outlive the run, so nothing waits for the disk.
EPHEMERAL = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}


def make_cluster(home: Home, programs: Path, password: str, *, ephemeral: bool) -> None:
    """Makes the database files once; files made by another major version are refused."""
    if home.postgres.exists():
        _refuse_other_version(home.postgres, programs)
        return
    account = server_account()
    draft = home.postgres.with_suffix(".new")
    shutil.rmtree(draft, ignore_errors=True)
    make_folder(draft, account)
    password_file = home.runtime / "pg" / "password"
    password_file.touch(mode=0o600)
    password_file.write_text(password, encoding="utf-8")
    if account:
        account.own(password_file)
    try:
        _initdb(draft, programs, password_file, ephemeral=ephemeral)
    finally:
        password_file.unlink()
    draft.rename(home.postgres)


def postgres(home: Home, programs: Path, *, ephemeral: bool) -> Server:
    """The server; SIGINT is PostgreSQL's fast shutdown, SIGQUIT its immediate one."""
    settings = {
        **ALWAYS,
        **(EPHEMERAL if ephemeral else {}),
        "unix_socket_directories": str(home.postgres_socket),
    }
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    gentle = () if ephemeral else (signal.SIGINT,)
    return Server(
        name="PostgreSQL",
        command=[str(programs / "postgres"), "-D", str(home.postgres), *options],
        folder=home.postgres,
        log=home.log / "postgres.log",
        is_ready=lambda pid: _is_ready(home.postgres / "postmaster.pid", pid),
        stop_signals=(*gentle, signal.SIGQUIT),
        account=server_account(),
        # Its number may by now belong to another process, and PostgreSQL would refuse to start.
        lock_files=(home.postgres / "postmaster.pid",),
    )


def _initdb(target: Path, programs: Path, password_file: Path, *, ephemeral: bool) -> None:
    account = server_account()
    command = [
        str(programs / "initdb"),
        f"--pgdata={target}",
        f"--pwfile={password_file}",
        "--username=postgres",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--data-checksums",
        "--no-instructions",
        *(["--no-sync"] if ephemeral else []),
    ]
    uid, gid = (account.uid, account.gid) if account else (-1, -1)
    done = subprocess.run(  # noqa: S603
        leashed(command, at_end=signal.SIGKILL, uid=uid, gid=gid),
        cwd=target,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise EmbeddedError(f"PostgreSQL's initdb failed:\n{done.stdout}{done.stderr}".rstrip())


def _is_ready(status_file: Path, pid: int) -> bool:
    """The postmaster writes its number on line 1 and how far it has come on line 8."""
    try:
        lines = status_file.read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    return len(lines) >= 8 and lines[0] == str(pid) and lines[7].strip() == "ready"


def _refuse_other_version(cluster: Path, programs: Path) -> None:
    made_by = (cluster / "PG_VERSION").read_text(encoding="utf-8").strip()
    answer = subprocess.run(  # noqa: S603
        [programs / "postgres", "--version"], capture_output=True, text=True, check=True
    ).stdout
    runs = answer.split()[-1].split(".")[0]
    if made_by != runs:
        raise EmbeddedError(
            f"The database in {cluster} was made by PostgreSQL {made_by}, and this is PostgreSQL "
            f"{runs}. Dump it with version {made_by}, or move {cluster} away to begin anew."
        )
