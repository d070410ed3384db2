"""Security keys in the browser, and the way to the page that adds one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page, expect

from tests import cast


@dataclass(frozen=True)
class Plugged:
    """A key as the browser's own tools make one."""

    tools: Any
    name: str

    def knows_its_person(self, does: bool) -> None:
        """Whether its PIN or finger is right from now on."""
        given = {"authenticatorId": self.name, "isUserVerified": does}
        self.tools.send("WebAuthn.setUserVerified", given)


def plug_in_a_key(page: Page) -> Plugged:
    """A security key that knows its person."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    key = {
        "protocol": "ctap2", "transport": "usb", "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    made = tools.send("WebAuthn.addVirtualAuthenticator", {"options": key})
    return Plugged(tools, made["authenticatorId"])


def confirm(page: Page) -> None:
    page.get_by_role("textbox", name="Password").fill(cast.PASSWORD)
    with page.expect_navigation(wait_until="networkidle"):
        page.get_by_role("button", name="Go on").click()


def follow(page: Page, name: str) -> None:
    """To the page that the link leads to, and on when it is there."""
    with page.expect_navigation(wait_until="networkidle"):
        page.get_by_role("link", name=name).click()


def name_the_key(page: Page, name: str) -> None:
    """Adds the key that is plugged in; recovery codes are shown beside the first one."""
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Add the key").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
