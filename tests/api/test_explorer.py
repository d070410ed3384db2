"""The API's page in a real browser: under the content security policy, with nothing from outside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.wsgi import get_wsgi_application

from setup.chromium import HEADLESS, find
from tests import cast

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("live_db")]
REPORT = """
document.addEventListener('securitypolicyviolation', event =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *anything: Any) -> None:
        """Says nothing: pytest tells what failed."""


@contextmanager
def served() -> Iterator[str]:
    with make_server("127.0.0.1", 0, get_wsgi_application(), Server, Quiet) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def chromium() -> str:
    browser = find()
    if browser.path is None:
        pytest.skip(browser.reason)
    return str(browser.path)


def test_a_partner_reads_its_batches_from_the_page(chromium, people, small_batch):
    from playwright.sync_api import sync_playwright

    said: list[str] = []
    asked: list[str] = []
    with served() as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(HEADLESS))
        sign_in = {"username": "pnorth", "password": cast.PASSWORD}
        page = browser.new_page(http_credentials=sign_in)
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
        page.add_init_script(REPORT)
        for _ in range(2):  # the second time from the cache, by a 304
            page.goto(f"{base}/api/v1/docs/")
            page.locator(".opblock").nth(5).wait_for()
        page.locator(".opblock-summary-control").first.click()
        page.get_by_role("button", name="Try it out").click()
        page.get_by_role("button", name="Execute").click()
        page.locator(".live-responses-table").get_by_text("CART-26-001").first.wait_for()
        browser.close()
    assert said == []
    assert [url for url in asked if not url.startswith((f"{base}/", "data:"))] == []
