"""Days of the demo's tables, counted from its founding, its first batch, or from now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any


@dataclass(frozen=True)
class Days:
    founded: datetime
    batch: datetime
    now: datetime

    def of(self, row: Mapping[str, Any]) -> datetime:
        """`founded: 3` is three days after it, `batch: 3` and `before: 3` three days before."""
        if "founded" in row:
            return self.founded + timedelta(days=row["founded"])
        if "batch" in row:
            return self.batch - timedelta(days=row["batch"])
        return self.now - timedelta(days=row["before"])
