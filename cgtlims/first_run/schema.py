"""The documented schema, made of the subjects: docs/first-run-schema.md."""

from __future__ import annotations

from cgtlims.first_run.columns import Column
from cgtlims.first_run.kinds import UnitCode
from cgtlims.first_run.subjects import ALL, Subject

HEAD = """# What files of the first run may hold

Made from `cgtlims/first_run/subjects/` by `manage.py describe_files`; a test compares the two. How
it works is in [first run](first-run.md). The subjects stand in the order in which they are loaded.
"""


def document() -> str:
    return "\n".join([HEAD, *(_subject(one) for one in ALL)])


def _subject(subject: Subject) -> str:
    keys = ", ".join(f"`{one}`" for one in subject.keys)
    lines = [
        f"## {subject.name}", "", f"{subject.note}", "",
        f"Needs the permission “{subject.permission.label}”. A row is matched by {keys}.", "",
        "| column | needed | meaning | accepted | example |", "|---|---|---|---|---|",
        *(_row(column) for column in subject.columns), "",
    ]  # fmt: skip
    return "\n".join(lines)


def _row(column: Column) -> str:
    needed = "yes" if column.required else ""
    accepted = column.accepted.removeprefix("Accepted: ")
    if isinstance(column.kind, UnitCode):
        accepted = "a UCUM code that the system knows ([units](measures.md))"
    cells = (f"`{column.name}`", needed, column.meaning, accepted, column.example)
    return f"| {' | '.join(str(cell).replace('|', '/') for cell in cells)} |"
