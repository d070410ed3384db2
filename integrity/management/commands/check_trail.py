from typing import Any

from django.core.management.base import BaseCommand, CommandError

from integrity.audit.check import differences


class Command(BaseCommand):
    """Checks the audit trail, its heads, and every GMP row against its changes."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(differences())
        for difference in found:
            self.stderr.write(difference)
        if found:
            raise CommandError(f"{len(found)} differences. Nothing was changed.")
        self.stdout.write("The audit trail and all GMP rows are as they were written.")
