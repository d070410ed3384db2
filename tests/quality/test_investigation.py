"""An investigation is led through its method: what each asks for, and what is shown of it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from integrity.refusals import Refused
from quality.analysis import risk_priority
from quality.commands.capa import open_capa
from quality.commands.investigation import close_deviation, reopen_investigation
from quality.models import CapaKind, Deviation
from tests.cast import NOW
from tests.quality.conftest import cancel, post
from tests.signing import signed

pytestmark = pytest.mark.django_db
ENDS = {"root_cause": "The belt was worn.", "cause": "EQUIPMENT"}
WHYS = {"why_1": "The fan stood.", "why_2": "Its belt slipped.", "why_3": "It was worn."}
BRANCHES = {"branch_EQUIPMENT": "The belt.", "branch_PEOPLE": "Nothing found."}
MODE = {
    "mode_1": "Belt tears", "effect_1": "Pressure falls", "severity_1": "8", "occurrence_1": "3",
    "detection_1": "5",
}  # fmt: skip
METHODS = {
    "investigate": ("FIVE_WHYS", WHYS),
    "investigate-ishikawa": ("ISHIKAWA", BRANCHES),
    "investigate-fmea": ("FMEA", MODE),
    "investigate-other": ("OTHER", {"findings": "Asked those who were there."}),
}


@pytest.fixture
def own(raised, classified) -> str:
    return f"/quality/deviations/{classified(raised())}/"


def now() -> Deviation:
    return Deviation.objects.get()


@pytest.mark.parametrize("page", METHODS)
def test_each_method_works_on_its_page(browse, own, page):
    method, said = METHODS[page]
    lead = browse("kadler")
    form = lead.get(f"{own}{page}/").content.decode()
    for other in METHODS:
        assert f"{own}{other}/" in form
    assert post(lead, f"{own}{page}/", **said, **ENDS, version=2).status_code == 302
    assert (now().state, now().method) == ("INVESTIGATED", method)
    shown = lead.get(own).content.decode()
    for text in (*said.values(), ENDS["root_cause"]):
        assert text in shown


@pytest.mark.parametrize(
    ("page", "said", "field"),
    [
        ("investigate", {"why_1": "x", "why_2": "y"}, "why_3"),
        ("investigate", {**WHYS, "why_2": ""}, "why_2"),
        ("investigate", {**WHYS, "why_1": "x" * 4001}, "why_1"),
        ("investigate-ishikawa", {"branch_PEOPLE": "x"}, "branch_METHOD"),
        ("investigate-ishikawa", {**BRANCHES, "branch_PEOPLE": " "}, "branch_PEOPLE"),
        ("investigate-fmea", {}, "mode_1"),
        ("investigate-fmea", {**MODE, "effect_1": ""}, "effect_1"),
        ("investigate-fmea", {**MODE, "severity_1": "11"}, "severity_1"),
        ("investigate-fmea", {**MODE, "detection_1": "0"}, "detection_1"),
        ("investigate-fmea", {**MODE, "occurrence_1": ""}, "occurrence_1"),
        ("investigate-fmea", {**MODE, "mode_3": "Another"}, "mode_2"),
        ("investigate-other", {"findings": ""}, "findings"),
    ],
)
def test_what_a_method_misses_is_said_at_its_field(browse, own, page, said, field):
    answer = post(browse("kadler"), f"{own}{page}/", **said, **ENDS, version=2)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "The belt was worn." in answer.content.decode()
    assert (now().state, now().analysis) == ("INVESTIGATING", {})


def test_the_risk_priority_is_the_product_of_its_scores(browse, own):
    lead = browse("kadler")
    assert post(lead, f"{own}investigate-fmea/", **MODE, **ENDS, version=2).status_code == 302
    (mode,) = now().analysis["modes"]
    assert risk_priority(mode) == 120
    assert re.search(r">\s*120\s*<", lead.get(own).content.decode())


def test_what_was_written_is_there_when_it_is_investigated_again(browse, people, own):
    """On the page of the method that was taken, which its button then leads to."""
    lead = browse("kadler")
    assert (
        post(lead, f"{own}investigate-ishikawa/", **BRANCHES, **ENDS, version=2).status_code == 302
    )
    reopen_investigation(deviation=now(), reason="Too short", by=people["mlindqvist"], at=NOW)
    assert f'href="{own}investigate-ishikawa/"' in lead.get(own).content.decode()
    form = lead.get(f"{own}investigate-ishikawa/").context["form"]
    assert form["branch_EQUIPMENT"].value() == "The belt."
    assert form["root_cause"].value() == ENDS["root_cause"]


def test_what_was_found_is_signed(browse, own):
    assert (
        post(browse("kadler"), f"{own}investigate/", **WHYS, **ENDS, version=2).status_code == 302
    )
    assert now().signed_content()["analysis"] == {"whys": list(WHYS.values())}


def test_a_cancelled_capa_is_none(people, raised, investigated, concluded):
    """QA cancels the only one: then a reason is needed, or another one."""
    deviation = investigated(raised())
    concluded(deviation)
    today, quality = NOW.date(), people["mlindqvist"]
    given: dict[str, Any] = {
        "title": "New belt", "description": "Change it", "kind": CapaKind.CORRECTIVE,
        "owner": people["kadler"], "due_on": today, "criterion": "Runs",
        "check_on": today + timedelta(days=1), "deviation": deviation, "by": quality, "at": NOW,
    }  # fmt: skip
    cancel(open_capa(**given), quality)
    with pytest.raises(Refused, match="There is no CAPA"):
        signed(close_deviation, "deviation", deviation, quality, NOW)
    open_capa(**given)
    assert signed(close_deviation, "deviation", deviation, quality, NOW).state == "CLOSED"
