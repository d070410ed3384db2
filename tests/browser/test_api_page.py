"""The API's own page: under the content security policy, with nothing from outside."""

from __future__ import annotations

from tests.browser.look import look
from tests.browser.watch import Watch


def test_a_partner_reads_its_batches_from_the_page(sites, enter):
    site = sites("full")
    page = enter(site, "pnorth").new_page()
    watch = Watch(page, site.url)
    for _ in range(2):  # the second time from the browser's cache, confirmed by a 304
        page.goto("/api/v1/docs/")
        page.locator(".opblock").nth(5).wait_for()
        assert watch.all() == []
    page.locator(".opblock-summary-control").first.click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute").click()
    page.locator(".live-responses-table").get_by_text('"number"').first.wait_for()
    assert watch.all() == []


def test_the_page_of_a_problem_leads_to_it(sites, enter):
    site = sites("full")
    page = enter(site).new_page()
    watch = Watch(page, site.url)
    page.goto("/api/problems/not-found")
    assert page.get_by_role("heading").inner_text() == "Not found"
    assert look(page, "api-problem") == []
    page.get_by_role("link", name="All addresses of the API").click()
    page.locator(".opblock").first.wait_for()
    assert watch.all() == []
