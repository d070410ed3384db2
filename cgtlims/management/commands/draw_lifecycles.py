"""Writes docs/lifecycles.md: the state diagram of every record that has a lifecycle."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand

from integrity.models import Record

PAGE = settings.BASE_DIR / "docs" / "lifecycles.md"
HEAD = """# Lifecycles

Which state may follow which. Drawn by `make schema` from the data beside each model; a record is
never stored in a state that does not follow.
"""


def page() -> str:
    """The whole page, as the code has it now."""
    parts = [HEAD]
    for model in apps.get_models():
        if issubclass(model, Record) and model.lifecycle is not None:
            parts.append(
                f"## {str(model._meta.verbose_name).capitalize()} (`{model._meta.label}`)\n\n"
                f"```mermaid\n{model.lifecycle.diagram()}\n```\n"
            )
    return "\n".join(parts)


class Command(BaseCommand):
    help = "Writes the state diagrams of docs/lifecycles.md."

    def handle(self, *args: Any, **options: Any) -> None:
        PAGE.write_text(page(), encoding="utf-8")
