"""What came from elsewhere is pinned, unchanged and licensed; nothing else points elsewhere."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest

from tests.design.places import ROOT, STATIC, modules, templates

LOCK = STATIC / "vendor" / "VENDOR.lock"
FOLDERS = ("static/vendor", "static/fonts", "tests/browser/vendor")
NAMESPACES = ("http://www.w3.org/", "https://www.w3.org/")
OUTSIDE = re.compile(r"(?:https?:)?//[\w.-]+\.[a-z]{2,}[^\s\"')]*", re.IGNORECASE)


def lines() -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(LOCK.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("line", lines(), ids=lambda line: line["file"])
def test_a_vendored_file_is_what_was_locked(line: dict[str, str]) -> None:
    digest = hashlib.sha384((ROOT / line["file"]).read_bytes()).digest()
    assert base64.b64encode(digest).decode() == line["sha384"]
    assert line["licence"]


def test_nothing_is_vendored_that_is_not_locked() -> None:
    there = {
        path.relative_to(ROOT).as_posix()
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path != LOCK
    }
    assert there == {line["file"] for line in lines()}


def test_versions_are_those_of_package_json() -> None:
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    asked = package["dependencies"] | package["devDependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in asked.values())
    locked = {line["name"]: line["version"] for line in lines() if line["name"] in asked}
    assert locked.items() <= asked.items()
    built = next(line["version"] for line in lines() if line["name"] not in asked)
    assert all(
        asked[part.rpartition(" ")[0]] == part.rpartition(" ")[2] for part in built.split(" + ")
    )


def test_the_npm_lock_names_no_registry() -> None:
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    assert not [name for name, entry in locked["packages"].items() if "resolved" in entry]
    assert all("integrity" in entry for name, entry in locked["packages"].items() if name)


def own_files() -> list[Path]:
    styles = sorted((STATIC / "css").glob("*.css"))
    return [*styles, *modules(), *templates(), *sorted(STATIC.glob("*.svg"))]


def test_nothing_of_ours_points_to_the_outside() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {address}"
        for path in own_files()
        for address in OUTSIDE.findall(path.read_text(encoding="utf-8"))
        if not address.startswith(NAMESPACES)
    ]
    assert found == []
