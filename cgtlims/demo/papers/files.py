"""Files that people attached: a logger's read-out, a curve, a table of readings."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO

from PIL import Image, ImageDraw

from batches.models import BatchRecord, BatchStep
from documents.commands.files import attach_file
from documents.models import DocumentVersion
from documents.uploads.receiving import receive
from people.models import User

LOGGER = 4  # the step that reads it out
WIDTH, HEIGHT, FULL = 720, 360, 100
LIMITS = (20, 80)
TENTHS = (51, 48, 46, 49, 52, 56, 61, 58, 53, 49, 47, 48, 50, 54, 59, 62, 57, 51)  # of °C


def make_files(users: dict[str, User], batch: BatchRecord, now: datetime) -> None:
    """At the step that read the logger out, and at the monitoring plan."""
    step = BatchStep.objects.get(operation__batch=batch, position=LOGGER)
    by = users["jvermaat"]
    attach_file(
        subject=step, file=receive("TL-2071.csv", _table()), by=by, at=batch.created_at,
        caption="Read-out of logger TL-2071",
    )  # fmt: skip
    attach_file(
        subject=step, file=receive("TL-2071.png", _curve()), by=by, at=batch.created_at,
        caption="Its curve, accepted from 2 to 8 °C",
    )  # fmt: skip
    plan = DocumentVersion.objects.effective().get(document__code="PLN-001")
    attach_file(
        subject=plan, file=receive("points.csv", b"room,point,grade\nCR01,1,B\nCR05,1,C\n"),
        caption="Sampling points", by=users["nbakker"], at=now - timedelta(days=100),
    )  # fmt: skip


def _table() -> bytes:
    lines = [f"{hour},{reading // 10}.{reading % 10}" for hour, reading in enumerate(TENTHS)]
    return "\n".join(["hour,temperature_C", *lines, ""]).encode()


def _curve() -> bytes:
    """The readings as a line between the two limits."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), "white")
    draw = ImageDraw.Draw(picture)
    for limit in LIMITS:
        draw.line([(0, _high(limit)), (WIDTH, _high(limit))], "red", 2)
    last = len(TENTHS) - 1
    draw.line([(WIDTH * at // last, _high(one)) for at, one in enumerate(TENTHS)], "navy", 3)
    kept = BytesIO()
    picture.save(kept, "PNG")
    return kept.getvalue()


def _high(tenths: int) -> int:
    return HEIGHT - tenths * HEIGHT // FULL
