"""`load_facility`: what the page of the first run does, from the command line."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cgtlims.first_run.commands import load_facility
from cgtlims.first_run.dry_run import dry_run
from cgtlims.first_run.outcome import Outcome
from cgtlims.first_run.upload import Upload, received
from documents.uploads.waiting import Brought
from integrity.refusals import NotPermitted, Refused
from people.models import User


class Command(BaseCommand):
    help = "Shows what loading these files would do; with --apply does it, all or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--by", required=True, metavar="USERNAME", help="who loads them")
        parser.add_argument("--apply", action="store_true", help="do what is shown")
        parser.add_argument("--reason", default="First run of the facility")

    def handle(self, *args: Any, **options: Any) -> None:
        by = User.objects.filter(username__iexact=options["by"], is_active=True).first()
        if by is None:
            raise CommandError(f"There is no open account “{options['by']}”.")
        upload = received(brought(path) for path in options["files"])
        try:
            outcome = dry_run(upload, by, timezone.now())
            self.told(outcome)
            if outcome.faults:
                raise CommandError(f"{len(outcome.faults)} faults; nothing was loaded.")
            if not options["apply"]:
                self.stdout.write("Nothing was loaded; --apply does it.")
            elif not outcome.does:
                self.stdout.write("Everything is here already.")
            else:
                self.apply(upload, outcome, by, options["reason"])
        except NotPermitted as refused:
            raise CommandError(str(refused)) from None

    def apply(self, upload: Upload, outcome: Outcome, by: User, reason: str) -> None:
        try:
            load = load_facility.once(
                uuid.uuid4(), upload=upload, shown=outcome.digest, reason=reason, by=by,
                at=timezone.now(),
            )  # fmt: skip
        except Refused as refused:
            raise CommandError(f"Nothing was loaded. {refused}") from None
        self.stdout.write(f"Loaded: {load.made} new, {load.changed} changed, {load.same} same.")

    def told(self, outcome: Outcome) -> None:
        for part in outcome.parts:
            counts = ", ".join(f"{count} {action.label}" for action, count in part.counts)
            self.stdout.write(f"{part.subject.title}: {counts}")
            for line in part.to_show:
                self.stdout.write(f"  {line.action.label}: {line.key} ({line.file}:{line.line})")
                for one in line.differences:
                    self.stdout.write(f"    {one.column}: “{one.old}” → “{one.new}”")
        for fault in outcome.faults:
            self.stderr.write(str(fault))


def brought(path: Path) -> Brought:
    try:
        return Brought(path.name, path.read_bytes())
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from None
