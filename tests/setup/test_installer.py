"""What the installer decides, without installing anything."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from setup import apt, chromium, install, pango, stamp, uv
from setup.errors import SetupError

URIS = """\
'http://deb/libthai0_0.1.29-1_amd64.deb' libthai0_0.1.29-1_amd64.deb 57468 SHA256:ab
'http://deb/zlib1g_1%3a1.2.13_amd64.deb' zlib1g_1%3a1.2.13_amd64.deb 86684 SHA256:cd
"""


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty checkout's tools folder in place of the real one."""
    monkeypatch.setattr(stamp, "FILE", tmp_path / "installed.json")
    monkeypatch.setattr(chromium, "RECORD", tmp_path / "chromium.json")
    monkeypatch.setattr(pango, "RUN_ENVIRONMENT", tmp_path / "environment.sh")
    monkeypatch.setattr(install, "RUN_ENVIRONMENT", tmp_path / "environment.sh")
    monkeypatch.setattr(install, "TOOLS", tmp_path)
    monkeypatch.delenv(chromium.OVERRIDE, raising=False)
    return tmp_path


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What would have been done to the machine."""
    calls: list[str] = []
    monkeypatch.setattr(uv, "sync", lambda: calls.append("uv sync"))
    monkeypatch.setattr(apt, "install_as_root", lambda _: calls.append("apt-get install"))
    return calls


def test_an_older_python_gets_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer") as refused:
        runpy.run_module("setup", run_name="__main__")
    assert "is 3.10. Name a newer one" in str(refused.value)


def test_a_missing_pip_is_named_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(uv, "TOOLS", tmp_path)
    monkeypatch.setattr(uv, "find_spec", lambda _: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SetupError, match="apt-get install python3-pip"):
        uv.executable()


def test_a_uv_on_path_is_used_when_it_is_new_enough(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "uv"
    program.write_text(f"#!/bin/sh\necho 'uv {uv.VERSION} (linux)'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert uv.executable() == program


@pytest.mark.parametrize(
    ("version", "enough"),
    [("0.13.8", True), ("0.13.10", True), ("1.0.0", True), ("0.13.7", False), (None, False)],
)
def test_which_uv_is_new_enough(version: str | None, enough: bool) -> None:
    assert uv.is_new_enough(version) is enough


def test_the_second_run_does_nothing(
    tools: Path, done: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pango, "probe", lambda _: "")
    install.install(with_chromium=False)
    install.install(with_chromium=False)
    assert done == ["uv sync"]


def test_a_change_of_what_is_locked_installs_again(
    tools: Path, done: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pango, "probe", lambda _: "")
    install.install(with_chromium=False)
    (tools / "uv.lock").write_text("other")
    (tools / "pyproject.toml").write_text("other")
    monkeypatch.setattr(stamp, "CHECKOUT", tools)
    install.install(with_chromium=False)
    assert done == ["uv sync", "uv sync"]


def test_root_installs_pango_only_when_no_pdf_can_be_made(
    tools: Path, done: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(apt, "can_fetch", lambda: True)
    problems = iter(["cannot load library 'libgobject-2.0-0'", ""])
    monkeypatch.setattr(pango, "probe", lambda _: next(problems))
    pango.ensure()
    assert done == ["apt-get install"]


@pytest.mark.parametrize("user", [0, 1000])
def test_where_pango_cannot_be_had_the_exact_command_is_said(
    user: int, tools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user)
    monkeypatch.setattr(apt, "can_fetch", lambda: False)
    monkeypatch.setattr(pango, "probe", lambda _: "cannot load library")
    monkeypatch.setenv("XDG_DATA_HOME", str(tools))
    with pytest.raises(SetupError, match="As root, run: apt-get update && apt-get install -y"):
        pango.ensure()


def test_libraries_that_an_earlier_run_fetched_are_used_again(
    tools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tools / "cgt-lims/sysroot/pango/usr/lib/x86_64-linux-gnu").mkdir(parents=True)
    monkeypatch.setenv("XDG_DATA_HOME", str(tools))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(pango, "probe", lambda extra: "" if extra else "cannot load library")
    pango.ensure()
    asked = subprocess.run(
        ["sh", "-c", '. "$1"; echo "$LD_LIBRARY_PATH"', "sh", tools / "environment.sh"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert asked.stdout == f"{tools}/cgt-lims/sysroot/pango/usr/lib/x86_64-linux-gnu\n"


def test_package_names_and_versions_are_read_from_apts_answer() -> None:
    assert apt.parse_uris(URIS) == [
        apt.Package("libthai0", "0.1.29-1", 57468),
        apt.Package("zlib1g", "1:1.2.13", 86684),
    ]
