"""From files to rows: CSV and YAML, each cell with its place."""

from __future__ import annotations

from cgtlims.first_run.faults import Fault
from cgtlims.first_run.reading.csv_files import read_csv
from cgtlims.first_run.reading.yaml_files import read_yaml
from cgtlims.first_run.tables import Sheet

YAML = ("yaml", "yml")
TABLES = ("csv", *YAML)

__all__ = ["TABLES", "read_table"]


def read_table(file: str, text: str) -> tuple[list[Sheet], list[Fault]]:
    """The sheets of one file and what is wrong with its form."""
    ending = file.rpartition(".")[2].lower()
    return read_yaml(file, text) if ending in YAML else read_csv(file, text)
