"""`describe_files`: writes docs/first-run-schema.md from the subjects of the first run."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from cgtlims.first_run.schema import document


class Command(BaseCommand):
    help = "Writes the schema of the files of the first run into docs/."

    def handle(self, *args: Any, **options: Any) -> None:
        page = settings.BASE_DIR / "docs" / "first-run-schema.md"
        page.write_text(document(), encoding="utf-8")
        self.stdout.write(str(page.relative_to(settings.BASE_DIR)))
