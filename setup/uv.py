"""uv, which installs the locked packages: the one on PATH when new enough, else one of our own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from setup.errors import SetupError
from setup.folders import CHECKOUT, TOOLS, VENV_PYTHON
from setup.terminal import run, run_or_fail, step

VERSION = "0.13.8"
CERTIFICATES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)


def sync() -> None:
    """Brings .venv to exactly what uv.lock says, with the Python that runs setup."""
    uv = executable()
    with step("Installing the locked Python packages"):
        command = [str(uv), "sync", "--frozen", "--python", sys.executable]
        done = subprocess.run(command, cwd=CHECKOUT, env=_environment(), check=False)
    if done.returncode:
        raise SetupError("uv could not install the packages of uv.lock; its message is above.")


def executable() -> Path:
    """A uv of at least the pinned version."""
    own = TOOLS / f"uv-{VERSION}" / "bin" / "uv"
    found = shutil.which("uv")
    if found and is_new_enough(_version_of(found)):
        return Path(found)
    if not own.exists():
        _install(own.parents[1])
    return own


def is_new_enough(version: str | None) -> bool:
    return version is not None and _numbers(version) >= _numbers(VERSION)


def _install(target: Path) -> None:
    if find_spec("pip") is None:
        raise SetupError(
            f"pip is missing for {sys.executable}: install it (Debian, Ubuntu: "
            f"apt-get install python3-pip) or put uv {VERSION} or newer on PATH."
        )
    with step(f"Installing uv {VERSION} into {target.relative_to(CHECKOUT)}"):
        # Into a folder, so that it works for a Python that the system manages and without venv.
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"]
        command += ["--disable-pip-version-check", "--target", str(target), f"uv=={VERSION}"]
        own_choice = {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0"}
        run_or_fail(command, "pip could not install uv:", env={**os.environ, **own_choice})


def _environment() -> dict[str, str]:
    """uv never fetches a Python of its own, and trusts whom this machine trusts."""
    own_choice = {
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_PROJECT_ENVIRONMENT": str(VENV_PYTHON.parents[1]),
    }
    environment = {**os.environ, **own_choice}
    environment.pop("VIRTUAL_ENV", None)
    if any(Path(bundle).exists() for bundle in CERTIFICATES):
        environment.setdefault("UV_SYSTEM_CERTS", "1")
    return environment


def _version_of(uv: str) -> str | None:
    try:
        answer = run([uv, "--version"], timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.match(r"uv (\d+\.\d+\.\d+)", answer.stdout)
    return found[1] if found and answer.returncode == 0 else None


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
