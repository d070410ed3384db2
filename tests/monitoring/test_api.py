"""Counts over the API: with their levels, for the facility's own people alone."""

from __future__ import annotations

from typing import Any

from tests.api.conftest import ask as ask
from tests.monitoring import ground


def test_a_count_is_told_with_the_levels_it_was_judged_by(ask: Any, people: Any) -> None:
    ground.adopted()
    around = ground.incubated(ground.plan(ground.site(), ground.site(code="CR05-C2")))
    ground.counted(around, 3, 27)
    (found,) = ask("mlindqvist", "environmental-counts/", verdict="ABOVE_ACTION").json()["results"]
    told = ("sample", "plate", "site", "room", "counted", "value", "unit", "action", "alert")
    assert [found[name] for name in told] == [
        "EMR-0001-02", "PL-EMR-0001-02", "CR05-C2", "CR05", 27, "27", "[CFU]/{plate}", "25", None,
    ]  # fmt: skip


def test_a_partner_reads_none_and_an_unknown_filter_is_refused(ask: Any, people: Any) -> None:
    assert ask("pnorth", "environmental-counts/").status_code == 403
    assert ask("mlindqvist", "environmental-counts/", colour="red").status_code == 400
