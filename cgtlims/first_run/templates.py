"""Templates to fill in, made of the subjects: a CSV each, and one YAML file of all."""

from __future__ import annotations

import csv
from io import StringIO

from django.utils.translation import gettext as _

from cgtlims.first_run.columns import Column
from cgtlims.first_run.subjects import ALL, Subject


def csv_template(subject: Subject) -> str:
    """The columns, and one row as an example to be written over."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.name for column in subject.columns])
    writer.writerow([column.example for column in subject.columns])
    return text.getvalue()


def yaml_template() -> str:
    """Every subject with its columns and what is accepted, as comments, and one row each."""
    begin = _("# Every value is taken as it is written; quotes are needed around : # and { only.")
    return "\n".join([begin, "", *(_subject(one) for one in ALL)])


def _subject(subject: Subject) -> str:
    head = [f"# {subject.title}: {subject.note}", f"{subject.name}:"]
    rows = [_column(column, at == 0) for at, column in enumerate(subject.columns)]
    return "\n".join([*head, *rows, ""])


def _column(column: Column, is_first: bool) -> str:
    needed = _("required") if column.required else _("may be empty")
    value = '"{}"'.format(column.example.replace("\\", "\\\\").replace('"', '\\"'))
    begin = "  - " if is_first else "    "
    return f"{begin}{column.name}: {value}  # {column.meaning} ({needed}). {column.accepted}"
