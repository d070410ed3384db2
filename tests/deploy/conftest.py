"""Secrets as an installation has them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.deploy.composed import ROOT

SYSTEM = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent"}


@pytest.fixture
def secrets(tmp_path: Path) -> Path:
    """A folder with the secrets that deploy/make_secrets.py makes."""
    folder = tmp_path / "secrets"
    run([sys.executable, "deploy/make_secrets.py", str(folder)], {})
    return folder


def run(
    command: list[str], environment: Mapping[str, str], *, check: bool = True
) -> subprocess.CompletedProcess[str]:
    """Runs a command in the checkout with nothing of this process's environment."""
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**SYSTEM, **environment},
        capture_output=True,
        text=True,
        check=check,
    )
