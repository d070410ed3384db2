"""Sections are rendered once for the same content, and never taken from a damaged file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from documents.rendering import weasy
from documents.rendering.sections import Sections
from documents.section_files import path_of, read
from tests.documents import reading

HTML = "<html lang='en'><body><p>One section</p></body></html>"


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.FILES_DIR = tmp_path
    return tmp_path


def test_a_section_is_rendered_once() -> None:
    first, second = Sections(), Sections()
    assert first.pdf(HTML) == second.pdf(HTML)
    assert (first.rendered, second.rendered) == (1, 0)
    assert reading.text(first.pdf(HTML)) == "One section"


def test_the_kept_file_opens_as_a_pdf() -> None:
    press = Sections()
    press.pdf(HTML)
    assert reading.text(path_of(press.key(HTML)).read_bytes()) == "One section"


@pytest.mark.parametrize(
    "damage",
    [
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole.replace(b"/Type", b"/Tyqe", 1),
        lambda whole: whole + b" ",
        lambda whole: b"",
    ],
    ids=["cut", "changed", "longer", "empty"],
)
def test_a_damaged_file_is_rendered_again(damage: Any) -> None:
    press = Sections()
    good = press.pdf(HTML)
    path = path_of(press.key(HTML))
    path.write_bytes(damage(path.read_bytes()))
    assert press.pdf(HTML) == good
    assert press.rendered == 2
    assert read(press.key(HTML)) == good


def test_an_emptied_folder_costs_a_rendering_only(folder: Path) -> None:
    press = Sections()
    good = press.pdf(HTML)
    path_of(press.key(HTML)).unlink()
    assert press.pdf(HTML) == good


def test_a_changed_style_or_font_is_another_section() -> None:
    usual, other = Sections(), Sections()
    other.assets = type(usual.assets)({**usual.assets.files, "css/print.css": b"p { color: red }"})
    assert usual.key(HTML) != other.key(HTML)


def test_another_engine_is_another_section(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Sections().key(HTML)
    monkeypatch.setattr(weasy, "VERSION", "weasyprint 99")
    assert Sections().key(HTML) != before
