"""Loads the demo facility once; a second call only takes in what its sensors kept meanwhile."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from cgtlims.demo.facility import is_loaded, load_facility
from cgtlims.demo.sensors.load import catch_up


class Command(BaseCommand):
    help = "Loads the demo facility: invented people, a real process, published results."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--password", required=True, help="of every person in the demo")

    def handle(self, *args: Any, **options: Any) -> None:
        if is_loaded():
            self.stdout.write("  the demo facility is there already")
            catch_up(timezone.now())
            return
        load_facility(options["password"], timezone.now(), lambda part: self.tell(part))

    def tell(self, part: str) -> None:
        self.stdout.write(f"  {part}")
        self.stdout.flush()
