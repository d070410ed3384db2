"""A value that was corrected twice, and the pages that tell of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from batches.models import BatchRecord, Entry
from people.models import User
from tests import cast
from tests.browser.scene_trail import REASON, correct_entry


@pytest.fixture
def entry(people: dict[str, User], executed_batch: BatchRecord) -> Entry:
    """Glucose 5.0, corrected to 5.8 and then to 5.80."""
    found: Entry = Entry.objects.get(parameter__name="Glucose")
    for minutes, raw, reason in ((60, "5.8", REASON), (62, "5.80", "As printed")):
        at = cast.NOW + timedelta(minutes=minutes)
        correct_entry(entry=found, raw=raw, reason=reason, by=people["jvermaat"], at=at)
    return found


@pytest.fixture
def read(browse: Any) -> Any:
    """The text of a page of the trail, as QA reads it."""

    def page(path: str, who: str = "mlindqvist") -> str:
        answer = browse(who).get(path)
        assert answer.status_code == 200
        return " ".join(answer.text.split())

    return page
