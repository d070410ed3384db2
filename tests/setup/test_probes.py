"""The probes and the files that setup writes, held to real programs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from setup import chromium, pango, sysroot

ROOT = Path(__file__).resolve().parents[2]


def test_the_pango_probe_makes_a_pdf() -> None:
    assert pango.probe({}) == ""


def test_the_pango_probe_sees_that_no_font_is_there(tmp_path: Path) -> None:
    config = tmp_path / "fonts.conf"
    config.write_text(f"<fontconfig><dir>{tmp_path}</dir></fontconfig>")
    assert pango.probe({"FONTCONFIG_FILE": str(config)}) != ""


def test_a_browser_that_does_not_start_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\necho libnss3.so is missing\nexit 127\n")
    broken.chmod(0o755)
    assert "libnss3.so is missing" in chromium.probe(broken)


def test_tests_learn_why_there_is_no_browser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(chromium.OVERRIDE, raising=False)
    monkeypatch.setattr(chromium, "RECORD", tmp_path / "chromium.json")
    assert "make test" in chromium.find().reason
    (tmp_path / "chromium.json").write_text('{"path": null, "reason": "no network"}')
    assert chromium.find() == chromium.Browser(None, "no network")
    monkeypatch.setenv(chromium.OVERRIDE, str(tmp_path / "absent"))
    assert "is no program" in chromium.find().reason
    monkeypatch.setenv(chromium.OVERRIDE, sys.executable)
    assert chromium.find().path == Path(sys.executable)


def test_fetched_fonts_are_found_beside_the_machines_own(tmp_path: Path) -> None:
    rules = tmp_path / "a & b/etc/fonts/conf.d"
    rules.mkdir(parents=True)
    (rules / "60-latin.conf").symlink_to("/nowhere/60-latin.conf")
    sysroot.write_fonts_conf(tmp_path / "a & b")
    tree = ElementTree.parse(tmp_path / "a & b/fonts.conf")  # noqa: S314
    folders = [item.text for item in tree.iter("dir")]
    assert folders[:2] == [f"{tmp_path}/a & b/usr/share/fonts", "/usr/share/fonts"]
    included = [item.text for item in tree.iter("include")]
    assert included == [f"{tmp_path}/a & b/usr/share/fontconfig/conf.avail/60-latin.conf"]


def test_run_says_when_nothing_is_installed(tmp_path: Path) -> None:
    (tmp_path / "run").write_bytes((ROOT / "run").read_bytes())
    (tmp_path / "run").chmod(0o755)
    done = subprocess.run([tmp_path / "run", "true"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "run make install" in done.stderr


def test_run_uses_the_environment_and_what_setup_fetched(tmp_path: Path) -> None:
    folder = tmp_path / "a checkout"
    for path in (folder / ".venv/bin", folder / ".tools"):
        path.mkdir(parents=True)
    (folder / ".venv/bin/python").symlink_to(sys.executable)
    (folder / ".tools/environment.sh").write_text(
        "LD_LIBRARY_PATH='/a b'\nexport LD_LIBRARY_PATH\n"
    )
    (folder / "run").write_bytes((ROOT / "run").read_bytes())
    (folder / "run").chmod(0o755)
    done = subprocess.run(
        [folder / "run", "sh", "-c", 'echo "$LD_LIBRARY_PATH"; command -v python'],
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"/a b\n{folder}/.venv/bin/python\n"


def test_continuous_integration_runs_exactly_the_two_targets() -> None:
    lines = (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "#!/usr/bin/env bash"
    assert [line for line in lines if line.startswith("make")] == ["make check test"]
