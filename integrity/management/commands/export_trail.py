from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from integrity.audit.export import export_trail


class Command(BaseCommand):
    """Writes the audit trail into a zip file that can be checked without this system."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        export_trail(file, at=timezone.now())
        self.stdout.write(f"{file}: check it with the verify.py inside and your own keys.")
