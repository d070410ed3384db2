"""What the tests of status send and read."""

from __future__ import annotations

import html
import re
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from cleanrooms.gates.status import status_blockers
from cleanrooms.models import Equipment, Evidence, Room
from tests.passwords import PASSWORD

DAY = timedelta(days=1)
TODAY = datetime.now(UTC)
LONG_AGO = TODAY - 40 * DAY


def text(answer: Any) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


def codes(subject: Room | Equipment, at: datetime) -> list[str]:
    return [one.code for one in status_blockers(subject, at=at)]


def typed(kind: str, **other: object) -> dict[str, object]:
    return {
        "command_id": uuid.uuid4(), "kind": kind, "outcome": "PASSED",
        "performed_at": (TODAY - DAY).strftime("%Y-%m-%dT%H:%M"), "performer": "Kalibra BV",
        "reference": "R-1", **other,
    }  # fmt: skip


def release(client: Any, evidence: Evidence, who: str) -> Any:
    page = f"/board/evidence/{evidence.pk}/"
    form = client.get(page).context["signing"].initial
    said = {"command_id": str(form["command_id"]), "shown": form["shown"]}
    return client.post(f"{page}release/", {**said, "who": who, "secret": PASSWORD})
