"""Laws of every command."""

from __future__ import annotations

import ast
import inspect
from importlib import import_module
from types import FunctionType

import pytest

from integrity.commands import Command
from people.permissions import Permission
from tests.architecture.house import APPS, ROOT, sources, told, tree

# They ask and change nothing.
QUESTIONS = {"batches.commands.renditions.job_key", "materials.commands.orders.field_of"}


def modules() -> list[str]:
    names = [told(path).removesuffix(".py").replace("/", ".") for path in sources(*APPS)]
    return [
        name
        for name in names
        if "commands" in name.split(".") and name.split(".")[0] != "integrity"
    ]


def public(kind: type) -> dict[str, object]:
    """What the command modules themselves define, by full name."""
    return {
        f"{name}.{key}": found
        for name in modules()
        for key, found in vars(import_module(name)).items()
        if isinstance(found, kind) and found.__module__ == name and not key.startswith("_")
    }


COMMANDS = {name: found for name, found in public(Command).items() if isinstance(found, Command)}


def test_it_works():
    assert "batches.commands.execution.complete_step" in COMMANDS
    assert len(COMMANDS) > 15
    assert {name.split(".")[0] for name in COMMANDS} == set(APPS) - {"integrity"}


def test_every_public_function_of_a_command_module_is_a_command():
    assert set(public(FunctionType)) - QUESTIONS == set()


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_command_takes_its_inputs_by_name_with_actor_and_instant(command):
    parameters = inspect.signature(command.body).parameters
    assert {"by", "at"} <= set(parameters)
    assert {one.kind for one in parameters.values()} == {inspect.Parameter.KEYWORD_ONLY}
    assert parameters["by"].default is parameters["at"].default is inspect.Parameter.empty


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_command_has_a_permission_and_a_rule(command):
    assert isinstance(command.permission, Permission)
    assert command.__doc__


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_command_says_one_thing_about_the_record_it_returns(command):
    """A repeat of its id returns the record it spoke about, so the first time must do so too."""
    body = next(
        node
        for node in ast.walk(tree(ROOT / f"{command.body.__module__.replace('.', '/')}.py"))
        if isinstance(node, ast.FunctionDef) and node.name == command.__name__
    )
    said = [
        ast.unparse(keyword.value)
        for node in ast.walk(body)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "say"
        for keyword in node.keywords
        if keyword.arg == "about"
    ]
    returned = [
        ast.unparse(node.value)
        for node in ast.walk(body)
        if isinstance(node, ast.Return) and node.value is not None
    ]
    assert len(said) == 1
    assert returned == said


def test_every_permission_opens_something():
    """A permission that no command and no page asks for is a promise nobody keeps."""
    used = {
        node.attr
        for path in sources(*APPS, "cgtlims")
        if path.name not in {"permissions.py", "roles.py"}
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "Permission"
    }
    assert {permission.name for permission in Permission} - used == set()
