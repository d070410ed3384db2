"""What the pages of monitoring are sent, as a browser would."""

from __future__ import annotations

import uuid
from typing import Any

from monitoring.models import Round

HERE = "/monitoring/"


def form(**typed: Any) -> dict[str, Any]:
    return {"command_id": str(uuid.uuid4()), **typed}


def level_form(**other: Any) -> dict[str, Any]:
    return form(
        **{
            "where": "grade:C", "kind": "ALERT", "parameter": "CONTACT_CFU",
            "occupancy": "IN_OPERATION", "lower": "", "upper": "15", "effective_at": "",
            "reason": "From two years of data", **other,
        }
    )  # fmt: skip


def grid(around: Round, *numbers: Any) -> dict[str, Any]:
    """What the grid sends for the samples of a round, each parameter in turn."""
    cells = [
        (sample, parameter)
        for sample in around.samples.order_by("place")
        for parameter in sample.way.parameters
    ]
    return form(
        **{
            f"count-{sample.pk}-{parameter}": str(number)
            for (sample, parameter), number in zip(cells, numbers, strict=True)
        }
    )


def plan_form(*sites: Any, **other: Any) -> dict[str, Any]:
    return form(
        **{
            "code": "CR05-CL", "name": "Classification", "occupancy": "AT_REST",
            "purpose": "CLASSIFICATION", "every_days": "", "sites": [one.pk for one in sites],
            "steps": "", **other,
        }
    )  # fmt: skip
