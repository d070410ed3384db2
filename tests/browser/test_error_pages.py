"""What goes wrong, as a person sees it in the browser: what happened, and what to do."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from tests.browser.look import look
from tests.web.test_errors import shut


def test_a_dead_database(sites: Any, enter: Any) -> None:
    site = sites("empty")
    page = enter(site, "kadler").new_page()
    with shut(site.database):
        answer = page.goto("/")
        assert answer.status == 503
        assert look(page, "no-database") == []
        page.get_by_role("link", name="Try again").click()
        assert page.get_by_role("heading", name="The database does not answer").is_visible()
    page.get_by_role("link", name="Try again").click()
    assert page.get_by_role("heading", name="My work").is_visible()


def test_a_form_older_than_the_session(sites: Any, enter: Any) -> None:
    context = enter(sites("full"), "kadler")
    page = context.new_page()
    page.goto("/batches/new/")
    page.get_by_label("Batch number").fill("CART-26-KEPT")
    context.clear_cookies(name="csrftoken")
    page.get_by_role("button", name="Create the batch").click()
    page.get_by_role("heading", name="This page was too old to be sent").wait_for()
    assert look(page, "too-old") == []
    page.get_by_role("link", name="Open the page again").click()
    assert page.get_by_label("Batch number").input_value() == "CART-26-KEPT"


def test_another_name_of_this_server(sites: Any, enter: Any) -> None:
    """Every name below localhost leads here; the server answers to its own names only."""
    site = sites("full")
    page = enter(site).new_page()
    answer = page.goto(site.url.replace("127.0.0.1", "other.localhost"))
    assert answer.status == 400
    assert look(page, "not-understood") == []


def test_not_permitted(sites: Any, enter: Any) -> None:
    """The page for a permission that no command asked for; nothing leads to it today."""
    page = enter(sites("full"), "trieger").new_page()
    page.route("**/not-permitted", lambda route: route.fulfill(
        status=403, content_type="text/html", body=render_to_string("errors/403.html")
    ))  # fmt: skip
    page.goto("/not-permitted")
    assert look(page, "forbidden") == []
