"""What was measured is shown with all its decimals, and with its unit."""

from __future__ import annotations

import html
import re
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from cleanrooms.models import Grade
from measures.limits import Limits
from monitoring.commands.excursions import Found, open_excursion
from monitoring.models import ExcursionClass, Parameter, SourceKind
from monitoring.services import MONITORING
from tests.cast import NOW
from tests.monitoring import ground


@pytest.mark.parametrize("page", ["", "1/"])
def test_a_peak_is_never_rounded_and_has_its_unit(browse: Any, page: str) -> None:
    found = Found(
        kind=ExcursionClass.ALERT, source=SourceKind.CHANNEL, source_id=uuid4(), label="CR05-V1",
        parameter=Parameter.VELOCITY, limits=Limits(Decimal("0.36"), Decimal("0.54")),
        room=ground.room(), grade=Grade.C, since=NOW, until=NOW, peak=Decimal("0.346"),
        peak_at=NOW,
    )  # fmt: skip
    open_excursion(found=found, by=MONITORING, at=NOW)
    text = browse("trieger").get(f"/monitoring/excursions/{page}").text
    words = " ".join(re.sub(r"<[^>]+>", " ", html.unescape(text)).split())
    assert "0.346 m/s" in words
