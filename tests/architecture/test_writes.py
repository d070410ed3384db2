"""GMP records are written by commands and by nothing else."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.house import APPS, sources, told, tree

WRITES = {
    "save", "store", "create", "get_or_create", "update_or_create", "bulk_create", "bulk_update",
}  # fmt: skip
WRITES_OF_A_SET = {"update", "delete"}  # dicts and hashes have an update too
ALLOWED = {
    "cgtlims/web/signin/sessions.py": {
        "save",
        "update_or_create",
        "update",
        "delete",
    },  # no records
    "cgtlims/web/signin/factor_forms.py": {"update"},  # a code is used up
    "cgtlims/demo/papers/files.py": {"save"},  # a picture, not a row
    "cgtlims/web/signin/factors.py": {"save"},  # a picture, not a row
    "people/signing/keys.py": {"create", "delete", "update"},  # challenges, a key's count
    "batches/freezing.py": {"bulk_create"},  # the body of create_batch
    "materials/ledger.py": {"bulk_create", "create", "store"},  # bodies of commands of stock
    "cleanrooms/room_states.py": {"create", "store"},  # what commands of rooms bring about
    "cleanrooms/exposures/keeping.py": {"save"},  # what commands say was exposed
    "materials/linking.py": {"bulk_create"},  # the same
    "bookings/holding.py": {"save", "store"},  # slots, as commands of bookings lay and take them
    "monitoring/beginning.py": {"create"},  # bodies of commands of rounds
    "monitoring/counting.py": {"bulk_create", "create", "store"},  # bodies of commands of counts
    "documents/blank_form_pdf.py": {"save"},  # a PDF, not a row
    "documents/rendering/join.py": {"save"},  # a PDF, not a row
    "documents/uploads/pictures.py": {"save"},  # a picture, not a row
}


def writes(module: ast.Module) -> Iterator[str]:
    """The calls of a module that would write rows."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name, receiver = node.func.attr, ast.unparse(node.func.value)
            is_set = "objects" in receiver or "filter(" in receiver or "all()" in receiver
            if name in WRITES or (name in WRITES_OF_A_SET and is_set):
                yield name


def found() -> dict[str, set[str]]:
    paths = [
        path
        for path in sources(*APPS, "cgtlims")
        if "commands" not in told(path).replace("management/commands", "management").split("/")
        and path.name != "commands.py"
        and not told(path).startswith("integrity/")
    ]
    return {told(path): names for path in paths if (names := set(writes(tree(path))))}


def test_it_works():
    wrong = "Room.objects.filter(code='CR05').update(state='CLEAN'); room.save(); {}.update(a=1)"
    assert sorted(writes(ast.parse(wrong))) == ["save", "update"]


def test_rows_are_written_in_commands_only():
    assert found() == ALLOWED
