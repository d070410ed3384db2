"""The docs say what is so: settings, gates, links, examples and words are those of the code."""

from __future__ import annotations

import ast
import csv
import importlib
import pkgutil
import re
from pathlib import Path

import pytest
from django.apps import apps

from batches.master_file import LIMIT_KEYS, PARAMETER_KEYS, STEP_KEYS, read_master
from integrity.gates import GATES
from tests.deploy.composed import ROOT
from tests.deploy.variables import code, read_by_the_code

DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS.rglob("*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")
DECISIONS = sorted((DOCS / "adr").glob("[0-9]*.md"))


def page(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def for_the_product(name: str) -> bool:
    """Gates that tests declare for themselves are none of the docs' business."""
    return not name.startswith("tests.")


@pytest.mark.parametrize("file", PAGES, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_link_leads_somewhere(file: Path):
    targets = [link.partition("#")[0] for link in LINK.findall(file.read_text("utf-8"))]
    inside = [target for target in targets if target and "://" not in target]
    assert [target for target in inside if not (file.parent / target).exists()] == []


def test_the_readme_is_short_and_names_commands_that_there_are():
    readme, makefile = page("README.md"), page("Makefile")
    assert len(readme.splitlines()) < 150
    targets = set(re.findall(r"`?make ([a-z]+)", readme)) - {"cell"}
    assert {"demo", "test", "check", "fix", "bench", "proof"} <= targets
    assert [name for name in sorted(targets) if f"\n{name}:" not in makefile] == []


def test_the_readme_maps_every_folder():
    packages = {file.parent.name for file in ROOT.glob("*/__init__.py")}
    assert [name for name in sorted(packages) if f"`{name}/`" not in page("README.md")] == []


def test_every_setting_is_documented_and_no_other():
    documented = set(re.findall(r"^\| `([A-Z_]+)`", page("docs/settings.md"), re.MULTILINE))
    assert documented == read_by_the_code()


def test_every_gate_is_listed_with_its_contributors_and_no_other():
    for app in apps.get_app_configs():
        if importlib.util.find_spec(f"{app.name}.gates"):
            gates = importlib.import_module(f"{app.name}.gates")
            for part in pkgutil.iter_modules(getattr(gates, "__path__", ())):
                importlib.import_module(f"{gates.__name__}.{part.name}")
    parts = page("docs/gates.md").split("\n## `")[1:]
    listed = {part.partition("`")[0]: part for part in parts}
    assert set(listed) == {name for name in GATES if for_the_product(name)}
    for name, part in listed.items():
        names = [f"`{one.__module__}.{one.__name__}`" for one in GATES[name].contributions]
        assert f"Contributors: {', '.join(names) or 'none'}." in part


def test_the_example_of_a_master_file_can_be_read():
    (example,) = re.findall(r"```yaml\n(.*?)```", page("docs/master-file.md"), re.DOTALL)
    draft = read_master(example)
    assert [len(operation.steps) for operation in draft.operations] == [2, 1]


def test_every_key_of_a_master_file_is_explained():
    text = page("docs/master-file.md")
    keys = LIMIT_KEYS | PARAMETER_KEYS | STEP_KEYS
    assert [key for key in sorted(keys) if not re.search(rf"`{key}\b", text)] == []


def test_decisions_are_numbered_short_of_one_shape_and_listed():
    numbers = [int(file.name[:4]) for file in DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1))
    index = page("docs/adr/README.md")
    for file in DECISIONS:
        text = file.read_text("utf-8")
        assert text.startswith(f"# {file.name[:4]}. ")
        assert re.findall(r"^## (\w+)", text, re.MULTILINE) == [
            "Context",
            "Decision",
            "Consequences",
        ]
        assert len(text.splitlines()) <= 45
        assert f"]({file.name}) | {text.splitlines()[0][8:]} |" in index


def test_the_glossary_names_classes_that_there_are():
    classes = {
        node.name
        for file in code()
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    named = set(re.findall(r"`([A-Z][a-z]\w+)`", page("docs/glossary.md")))
    assert named - classes == set()


def test_requirements_have_ids_of_their_own_and_every_marked_one_is_listed():
    with (DOCS / "validation/requirements.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    ids = [row["id"] for row in rows]
    assert len(ids) == len(set(ids))
    assert all(row["requirement"] and row["source"] and row["module"] for row in rows)
    tests = " ".join(file.read_text("utf-8") for file in (ROOT / "tests").rglob("test_*.py"))
    assert set(re.findall(r"mark\.urs\(\s*\"([^\"]+)\"", tests)) - set(ids) == set()
    prefixes = {re.match(r"[A-Z0-9]+-", one)[0] for one in ids}
    assert [one for one in prefixes if f"`{one}`" not in page("docs/validation/README.md")] == []
