"""Debian packages, installed by root or only fetched by an ordinary user."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from setup.errors import SetupError
from setup.terminal import run, run_or_fail, say, step

# Loading a second C library beside the running one cannot work, and every system has one.
NEVER_FETCHED = {"libc6", "libc-bin"}
BASE_PRIORITIES = {"required", "important"}


@dataclass(frozen=True)
class Package:
    """One package file in the archive."""

    name: str
    version: str
    size: int


def command_for_root(packages: Sequence[str]) -> str:
    return f"apt-get update && apt-get install -y --no-install-recommends {' '.join(packages)}"


def install_as_root(packages: Sequence[str]) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    failure = f"This failed: {command_for_root(packages)}"
    with step(f"apt-get install {' '.join(packages)}"):
        run_or_fail(["apt-get", "update", "-q"], failure, env=environment)
        install = ["apt-get", "install", "-qy", "--no-install-recommends", *packages]
        run_or_fail(install, failure, env=environment)


def can_fetch() -> bool:
    return bool(shutil.which("apt-get") and shutil.which("dpkg-deb"))


def fetch(packages: Sequence[str], target: Path, work: Path) -> None:
    """Unpacks the packages with all they depend on into a folder, without any right of root's.

    The system's package lists are used when they serve, else lists of our own are fetched.
    """
    try:
        _fetch(packages, target, work, lists=[])
    except SetupError:
        own_lists = _update(work)
        _fetch(packages, target, work, lists=own_lists)


def parse_uris(answer: str) -> list[Package]:
    """Reads the lines of `apt-get --print-uris`: 'address' name_version_architecture.deb size."""
    packages = []
    for line in answer.splitlines():
        if line.startswith("'"):
            _, file, size, *_ = line.split()
            name, version, _ = unquote(file).split("_")
            packages.append(Package(name, version, int(size)))
    return packages


def _fetch(packages: Sequence[str], target: Path, work: Path, lists: list[str]) -> None:
    wanted = _missing(packages, lists)
    archive = work / "archives"
    shutil.rmtree(archive, ignore_errors=True)
    archive.mkdir(parents=True)
    megabytes = sum(package.size for package in wanted) / 1e6
    with step(f"Fetching {len(wanted)} packages, {megabytes:.0f} MB"):
        _download(wanted, archive, lists)
    with step("Unpacking"):
        for file in sorted(archive.glob("*.deb")):
            run_or_fail(["dpkg-deb", "-x", file, target], f"{file.name} could not be unpacked:")
    shutil.rmtree(archive)


def _missing(packages: Sequence[str], lists: list[str]) -> list[Package]:
    """What apt would install.

    When it believes that all is there, or that the system is broken, the same as for a machine
    without any package, less the base system.
    """
    plan = ["apt-get", "install", "-qq", "--print-uris", "--no-install-recommends"]
    plan += ["-o", "Debug::NoLocking=1", *lists]
    wanted = parse_uris(run([*plan, *packages]).stdout)
    if not wanted:
        plan += ["-o", "Dir::State::status=/dev/null"]
        failure = f"apt-get does not find {' '.join(packages)}:"
        wanted = parse_uris(run_or_fail([*plan, *packages], failure))
    base = _base_system()
    return [package for package in wanted if package.name not in base]


def _base_system() -> set[str]:
    """Packages that every Debian has, so that they need not be fetched."""
    show = ["dpkg-query", "-W", "-f", "${Package} ${Priority} ${Essential}\n"]
    rows = [line.split() for line in run(show).stdout.splitlines()]
    base = {row[0] for row in rows if row[1:] and (row[1] in BASE_PRIORITIES or "yes" in row[2:])}
    return base | NEVER_FETCHED


def _download(wanted: Sequence[Package], archive: Path, lists: list[str]) -> None:
    names = [f"{package.name}={package.version}" for package in wanted]
    command = ["apt-get", "download", "-q", *lists, *names]
    with subprocess.Popen(
        command, cwd=archive, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        output = _follow(process, len(wanted))
    if process.returncode or len(list(archive.glob("*.deb"))) < len(wanted):
        raise SetupError(f"apt-get download failed:\n{output}".rstrip())


def _follow(process: subprocess.Popen[str], total: int) -> str:
    """Says how far the download is, four times; the answer is what else apt said."""
    got, other = 0, []
    for line in process.stdout or ():
        if not line.startswith("Get:"):
            other.append(line)
            continue
        got += 1
        if total >= 8 and got % (total // 4) == 0:
            say(f"  {got} of {total} packages")
    return "".join(other[-8:])


def _update(work: Path) -> list[str]:
    """Fetches package lists into a folder of our own; the answer is how to point apt at them."""
    for folder in ("lists/partial", "cache/archives/partial"):
        (work / folder).mkdir(parents=True, exist_ok=True)
    options = ["-o", f"Dir::State::lists={work / 'lists'}", "-o", f"Dir::Cache={work / 'cache'}"]
    with step("Fetching package lists"):
        command = ["apt-get", "update", "-q", "-o", "Debug::NoLocking=1", *options]
        run_or_fail(command, "apt-get could not fetch package lists:")
    return options
