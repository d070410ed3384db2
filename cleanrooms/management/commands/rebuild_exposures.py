"""`rebuild_exposures`: builds what was exposed again from the records, or only looks."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cleanrooms.exposures.rebuilding import rebuild_exposures
from cleanrooms.models import Exposure


class Command(BaseCommand):
    help = "Builds all exposures again from uses of rooms, uses of devices and stays."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only say what differs")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        found = rebuild_exposures(mending=not check)
        for kind, one in found:
            self.stdout.write(f"{kind}: {one} of {one.source_type} {one.source_id}")
        if check and found:
            raise CommandError(f"{len(found)} exposures are not what the records say.")
        self.stdout.write(f"{len(found)} mended, {Exposure.objects.count()} exposures.")
