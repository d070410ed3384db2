"""What components promise to the pages that use them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.utils import translation

from integrity.refusals import Blocker, Overrule
from measures.limits import Limits
from tests.design.places import TEMPLATES, source, templates
from tests.design.rendering import render

EVIL = """"><script>alert('x')</script>"""


class BatchForm(forms.Form):
    number = forms.CharField(label="Batch number", help_text="Letters, digits, hyphens")
    volume = forms.CharField(label="Volume", required=False)
    sealed = forms.ChoiceField(
        label="Sealed", choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect
    )


def test_a_blocked_button_can_be_reached_and_says_why() -> None:
    html = render('<c-button variant="primary" id="close" blocked="8 steps open">Close</c-button>')
    assert 'aria-disabled="true" aria-describedby="close-why"' in html
    assert '<span class="btn-why" id="close-why">8 steps open</span>' in html
    assert " disabled" not in html


def test_a_blocked_link_leads_nowhere() -> None:
    html = render('<c-button href="/x/" blocked_by="why">Open</c-button>')
    assert 'href="/x/"' not in html
    assert 'aria-describedby="why"' in html


def test_an_empty_address_leads_to_this_page_once_more() -> None:
    assert '<a class="btn" href="" >' in render('<c-button href="">Try again</c-button>')
    assert "href" not in render("<c-button>Go</c-button>")


def test_a_room_on_the_plan_and_its_card_say_the_same() -> None:
    words = 'code="CR05" grade="C" state="hold" says="Clean hold" line="Until Friday" sub="since 9"'
    said = [
        re.sub(
            r"\s+", " ", re.sub(r"<[^>]*>", "", render(f'<c-{part} href="#" {words} />'))
        ).strip()
        for part in ("room", "room-card")
    ]
    assert said == ["CR05 C Clean hold Until Friday since 9"] * 2


def test_a_column_has_its_width_and_its_side() -> None:
    assert 'class="col-s num"' in render('<c-th class="col-s" num>Pages</c-th>')
    assert "class" not in render("<c-th>Name</c-th>")


def test_attributes_of_htmx_pass_through_a_button() -> None:
    assert 'hx-post="/x/"' in render('<c-button type="submit" hx-post="/x/">Go</c-button>')


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        (datetime(2026, 11, 19, 13, 3, 5, tzinfo=UTC), "19 Nov 2026 14:03:05 CET"),
        (datetime(2026, 7, 1, 22, 30, 0, tzinfo=UTC), "2 Jul 2026 00:30:00 CEST"),
    ],
)
def test_a_signed_time_has_seconds_and_the_facility_s_zone(at: datetime, shown: str) -> None:
    html = render('<c-time :at="at" />', at=at)
    assert f">{shown}</time>" in html
    assert f'datetime="{at:%Y-%m-%dT%H:%M:%SZ}"' in html


def test_no_time_is_a_dash() -> None:
    assert render('<c-time :at="at" />', at=None) == "–"


def test_an_inline_component_leaves_no_space_before_a_comma() -> None:
    html = render(
        '<c-id>BAT-1</c-id>, <c-time :at="at" />, <c-mark state="ok">In</c-mark>, x', at=None
    )
    assert " ," not in html


def test_limits_reach_the_page_as_plain_decimals_in_every_language() -> None:
    line = '<c-value id="d" name="d" label="Density" :action="action" :alert="alert" />'
    limits: dict[str, Any] = {
        "action": Limits(lower=Decimal("0.50"), upper=Decimal("3.00"), upper_exclusive=True),
        "alert": Limits(upper=Decimal("2.50")),
    }
    with translation.override("nl"):
        html = render(line, **limits)
    assert 'data-action-lower="0.50" data-action-upper="3.00" data-action-upper-exclusive' in html
    assert 'data-alert-upper="2.50"' in html
    assert "data-alert-lower" not in html
    assert "data-action-lower-exclusive" not in html


def test_a_field_names_its_hint_and_its_error() -> None:
    form = BatchForm({"sealed": "perhaps"})
    html = render('<c-field :field="form.number" />', form=form)
    assert 'aria-describedby="id_number_helptext id_number_error"' in html
    assert 'id="id_number_helptext">Letters' in html
    assert '<ul class="errorlist" id="id_number_error">' in html
    assert 'aria-invalid="true"' in html


def test_what_need_not_be_filled_says_so() -> None:
    assert "(optional)" in render('<c-field :field="form.volume" />', form=BatchForm())
    assert "(optional)" not in render('<c-field :field="form.number" />', form=BatchForm())


def test_a_choice_is_a_group_with_a_legend() -> None:
    html = render('<c-field :field="form.sealed" />', form=BatchForm())
    assert '<fieldset class="field choices"' in html
    assert "<legend>Sealed</legend>" in html


def test_the_summary_of_errors_links_to_every_field() -> None:
    form = BatchForm({})
    html = render('<c-errors :form="form" />', form=form)
    assert "2 things to correct" in html
    assert 'href="#id_number">Batch number: This field is required.</a>' in html
    assert 'href="#id_sealed">' in html
    assert 'role="alert"' in html


def test_a_form_without_errors_has_no_summary() -> None:
    assert render('<c-errors :form="form" />', form=BatchForm()) == ""


def test_blockers_say_what_clears_them_and_who_may_overrule() -> None:
    blocker = Blocker("LOT", "Lot 24-117 expired", clears="Scan another lot.")
    html = render('<c-blockers :items="items" id="why" />', items=[blocker])
    assert 'id="why"' in html
    assert "<b data-reason>Lot 24-117 expired</b><span>Scan another lot.</span>" in html
    assert str(Overrule.NOBODY.text) in html


def test_a_column_sorts_and_turns_and_keeps_the_filter() -> None:
    line = '<c-th sort="number">Number</c-th>'
    first = render(line, "/batches/?state=HOLD&page=3")
    assert "?state=HOLD&amp;sort=number" in first
    assert "aria-sort" not in first
    turned = render(line, "/batches/?sort=number")
    assert 'aria-sort="ascending"' in turned
    assert "?sort=-number" in turned
    assert 'aria-sort="descending"' in render(line, "/batches/?sort=-number")


def test_pages_say_which_rows_these_are() -> None:
    page = Paginator(range(250), 100).page(2)
    html = render('<c-pagination :page="page" />', "/batches/?sort=number&page=2", page=page)
    assert "101 to 200 of 250" in html
    assert "?sort=number&amp;page=3" in html
    assert "Page 2 of 3" in html


def test_progress_of_nothing_is_no_error() -> None:
    html = render('<c-progress :value="done" :max="all" label="0 of 0" />', done=0, all=0)
    assert 'viewBox="0 0 1 6"' in html


@pytest.mark.parametrize(
    "line",
    [
        '<c-card title="{{ evil }}">x</c-card>',
        '<c-card :title="evil">x</c-card>',
        '<c-id title="{{ evil }}">x</c-id>',
        '<c-id :href="evil">x</c-id>',
        '<c-pill state="ok">{{ evil }}</c-pill>',
        '<c-person :user="user" />',
        '<c-value id="a" name="a" :typed="evil" :action="none" :alert="none" label="L" />',
    ],
)
def test_what_people_typed_is_escaped(line: str) -> None:
    user = {"display_name": EVIL, "initials": EVIL}
    assert "<script>" not in render(line, evil=EVIL, user=user, none=Limits())


def test_a_bound_attribute_is_one_the_component_declares() -> None:
    """What is passed through as `:name` is not escaped by cotton; `name="{{ }}"` is."""
    undeclared = []
    for path in templates():
        for component, attributes in re.findall(
            r"<c-([\w-]+)((?:\s+[^\s>\"]+(?:\"[^\"]*\")?)*)", source(path)
        ):
            if component in {"vars", "slot"}:
                continue
            known = declared(component)
            undeclared += [
                f"{path.name}: <c-{component} :{name}>"
                for name in re.findall(r"\s:([\w-]+)=", attributes)
                if name not in known
            ]
    assert undeclared == []


def declared(component: str) -> set[str]:
    file = TEMPLATES / "cotton" / f"{component.replace('-', '_')}.html"
    names = re.search(r"<c-vars([^>]*)/>", source(file))
    return set(re.findall(r"\s:?([\w-]+)=", names[1])) if names else set()
