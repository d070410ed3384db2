"""A device and a room whose status somebody records, releases, overrules; and a use of a device."""

from __future__ import annotations

import uuid
from typing import Any

from django.test import Client
from django.utils import timezone

from cleanrooms.commands.equipment_use import begin_use
from cleanrooms.gates.status import status_blockers
from cleanrooms.models import EquipmentKind, EvidenceKind, Outcome
from integrity.overrulings import overruling_of
from integrity.signatures.content import content_hash
from people.models import User
from tests import cast
from tests.passwords import PASSWORD
from tests.qualifying import qualify, recorded

WHY = {"reason": "As agreed"}


class Status:
    def __init__(self, people: dict[str, User]) -> None:
        self.device = cast.make_device("INC-41", "CR05", EquipmentKind.INCUBATOR)
        self.bad = cast.make_device("BSC-41", "CR05")
        qualify(self.device, cast.NOW)
        self.evidence = recorded(self.device, EvidenceKind.CALIBRATION, cast.NOW)
        now = timezone.now()
        given = {"purpose": "Expansion", "by": people["jvermaat"], "at": now}
        self.use = begin_use(equipment=self.device, **given)

    @property
    def places(self) -> dict[str, dict[str, object]]:
        code, evidence = {"code": self.device.code}, {"pk": self.evidence.pk}
        return {
            "status": {"of": "device", **code},
            "status-overrule": {"of": "device", "code": self.bad.code},
            "evidence-new": {"of": "device", **code},
            "evidence": evidence, "evidence-release": evidence, "evidence-withdraw": evidence,
            "equipment-use": code, "equipment-use-end": {**code, "pk": self.use.pk},
            "equipment-needs": code, "equipment-maintenance": code,
        }  # fmt: skip

    @property
    def bodies(self) -> dict[tuple[str, str], dict[str, Any]]:
        self.evidence.refresh_from_db()
        sent = {
            "evidence-new": {
                "kind": EvidenceKind.INSTALLATION, "outcome": Outcome.PASSED, "performer": "Site",
                "performed_at": f"{cast.NOW:%Y-%m-%dT%H:%M}", "reference": "IQ-7",
            },
            "evidence-release": {
                "shown": content_hash(self.evidence), "who": "as-{caller}", "secret": PASSWORD,
            },
            "evidence-withdraw": {"version": 1, **WHY},
            "equipment-use": {"version": 1, "purpose": "Expansion"},
            "equipment-use-end": {"version": 1},
            "equipment-needs": {"version": 1, "qualifications": "INSTALLATION", **WHY},
            "equipment-maintenance": {"kind": "PLANNED", "note": "Yearly"},
        }  # fmt: skip
        return {(name, "POST"): body for name, body in sent.items()}

    @property
    def before(self) -> dict[str, Any]:
        return {"status-overrule": self.to_overrule}

    def to_overrule(self, client: Client, user: User | None) -> dict[str, Any]:
        """What blocks the device; who asks signs as the supervisor."""
        if user is None:
            return {}
        key = uuid.uuid4()
        blockers = status_blockers(self.bad, by=user, at=timezone.now())
        shown = content_hash(overruling_of(self.bad, status_blockers, blockers, key))
        return {
            "command_id": str(key), "shown": shown, **WHY, "who": user.username,
            "secret": PASSWORD, "second_who": "aowusu", "second_secret": PASSWORD,
        }  # fmt: skip
