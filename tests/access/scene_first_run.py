"""A device, and a load of files; whoever asks to load brings rows that they may load by hand."""

from __future__ import annotations

import re
import uuid
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cgtlims.first_run.commands import load_facility
from cleanrooms.models import Equipment, Room
from people.models import User
from people.permissions import Permission
from tests import cast
from tests.first_run import facility

ORGANISATIONS = ("organisations.csv", facility.ORGANISATIONS)
MATERIALS = ("materials.csv", facility.MATERIALS)
OF_ONE = ("equipment", "equipment-alter", "equipment-end")


class FirstRun:
    def __init__(self, people: dict[str, User]) -> None:
        files = {"rooms.csv": facility.ROOMS, "equipment.csv": facility.EQUIPMENT}
        outcome = facility.shown(files, people["nbakker"])
        self.load = load_facility.once(
            uuid.uuid4(), upload=facility.upload(files), shown=outcome.digest,
            reason="First run", by=people["nbakker"], at=cast.NOW,
        )  # fmt: skip

    @property
    def places(self) -> dict[str, dict[str, object]]:
        code = Equipment.objects.get(code="INC-21").code
        return {
            **{name: {"code": code} for name in OF_ONE},
            "first-run-template": {"name": "rooms.csv"},
            "first-run-done": {"pk": self.load.pk},
            "first-run-file": {"pk": self.load.files.all()[0].pk},
        }

    @property
    def bodies(self) -> dict[tuple[str, str], dict[str, Any]]:
        device = {"name": "Incubator", "kind": "INCUBATOR", "room": Room.objects.all()[0].pk}
        why = {"version": 1, "reason": "As agreed"}
        sent = {
            "equipment-new": {**device, "code": "INC-9"},
            "equipment-alter": {**device, **why},
            "equipment-end": why,
        }
        return {(name, "POST"): body for name, body in sent.items()}

    @property
    def before(self) -> dict[str, Any]:
        return {"first-run": brought, "first-run-load": shown}


def brought(client: Client, user: User | None) -> dict[str, Any]:
    manages_people = user is not None and user.may(Permission.MANAGE_PEOPLE)
    name, text = ORGANISATIONS if manages_people else MATERIALS
    return {"chosen": SimpleUploadedFile(name, text.encode())}


def shown(client: Client, user: User | None) -> dict[str, Any]:
    """The dry run, as far as the caller is shown one."""
    page = client.post(reverse("first-run"), brought(client, user))
    ticket = re.search(r'name="ticket" value="([^"]+)"', page.content.decode())
    return {"ticket": ticket[1] if ticket else "", "reason": "First run"}
