"""A browser and running sites; without a browser these tests are skipped, and say so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from setup import chromium as provided
from tests import databases
from tests.browser.page import Page
from tests.browser.scenes import SCENES
from tests.browser.session import signed_in
from tests.browser.site import Site, serving

BIG_SCENE = "full"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    browser = provided.find()
    missing = None if browser.path else pytest.mark.skip(reason=f"no browser: {browser.reason}")
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            if missing:
                item.add_marker(missing)
            _keep_together(item)


def _keep_together(item: pytest.Item) -> None:
    """A small scene is worth one site in all, not one in each process."""
    asked = getattr(item, "callspec", None)
    page = asked.params.get("page") if asked else None
    if isinstance(page, Page) and page.scene != BIG_SCENE:
        item.add_marker(pytest.mark.xdist_group(f"scene-{page.scene}"))


@pytest.fixture(scope="session")
def sites(
    migrated: str, worker_id: str, django_db_setup: None, django_db_blocker: Any
) -> Iterator[Callable[[str], Site]]:
    """Running sites by scene; each is started when it is first asked for."""
    with ExitStack() as stack:
        running: dict[str, Site] = {}

        def site(scene: str) -> Site:
            if scene not in running:
                name = f"site_{scene}_{worker_id}"
                stack.callback(databases.drop, name)
                with django_db_blocker.unblock():
                    databases.clone(databases.scene(scene, migrated, SCENES[scene].load), name)
                running[scene] = stack.enter_context(serving(name, worker=SCENES[scene].worker))
            return running[scene]

        yield site


@pytest.fixture
def enter(chromium: Browser, django_db_blocker: Any) -> Iterator[Callable[..., BrowserContext]]:
    """A browser context on a site, signed in as somebody (or nobody)."""
    with ExitStack() as stack:

        def context(site: Site, username: str | None = None, **options: Any) -> BrowserContext:
            opened = chromium.new_context(base_url=site.url, locale="en-GB", **options)
            stack.callback(opened.close)
            if username:
                with django_db_blocker.unblock(), databases.used(site.database):
                    opened.add_cookies([signed_in(username, site.url)])
            return opened

        yield context
