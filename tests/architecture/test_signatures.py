"""Nothing but one function makes a signature, and nothing but another attests who signs."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator

from django.apps import apps

from integrity.commands import Command
from integrity.models import Signable
from tests.architecture.house import APPS, sources, told, tree
from tests.architecture.test_commands import COMMANDS

MAKERS = {
    "Attestation": "people/signing/attest.py",
    "Signature": "integrity/signatures/sign.py",
    "SignatureVoid": "integrity/signatures/voiding.py",
}


def made(module: ast.Module) -> Iterator[str]:
    """The classes of MAKERS that a module makes: Signature(...), Signature.objects.create(...)."""
    for node in ast.walk(module):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func).split(".")
        writes = len(called) == 1 or called[-1] in {"create", "bulk_create", "get_or_create"}
        if called[0] in MAKERS and writes:
            yield called[0]


def test_it_works():
    code = "Signature.objects.create(a=1); Signature.objects.of(step); Attestation(id=1)"
    assert sorted(made(ast.parse(code))) == ["Attestation", "Signature"]


def test_each_is_made_in_one_place():
    found = {(name, told(path)) for path in sources(*APPS, "cgtlims") for name in made(tree(path))}
    assert found == set(MAKERS.items())


def test_who_signs_is_an_input_of_every_command_that_is_signed():
    asking = {name for name, one in COMMANDS.items() if "attested" in parameters(one)}
    signed = {name for name, one in COMMANDS.items() if one.signed_as is not None}
    assert asking == signed
    assert len(signed) >= 4


def test_every_record_that_is_signed_says_what_is_signed():
    signed = [one for one in apps.get_models() if issubclass(one, Signable)]
    assert len(signed) >= 4
    silent = [one for one in signed if one.signed_content is Signable.signed_content]
    assert silent == []


def parameters(command: Command) -> set[str]:
    return set(inspect.signature(command.body).parameters)
