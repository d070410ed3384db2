"""What a page may not do: console errors, policy violations, requests to the outside."""

from __future__ import annotations

import gzip
from urllib.parse import urlsplit

from playwright.sync_api import Page, Request, Response

VIOLATIONS = """
window.violations = [];
addEventListener("securitypolicyviolation",
  (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""


class Watch:
    """Listens to one page from before it loads."""

    def __init__(self, page: Page, origin: str) -> None:
        self.host = urlsplit(origin).netloc
        self.page = page
        self.complaints: list[str] = []
        self.scripts: dict[str, int] = {}
        page.add_init_script(VIOLATIONS)
        page.on("console", lambda said: self._console(said.type, said.text))
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("request", self._request)
        page.on("response", self._response)

    def _console(self, kind: str, text: str) -> None:
        # A page that answers 404 is itself reported as a failed load, which is no complaint.
        if kind in {"error", "warning"} and "Failed to load resource" not in text:
            self.complaints.append(f"console {kind}: {text}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https"} and parts.netloc != self.host:
            self.complaints.append(f"outside request: {request.url}")

    def _response(self, response: Response) -> None:
        if urlsplit(response.url).netloc != self.host:
            return  # the browser's own PDF viewer
        if response.request.resource_type == "script":
            self.scripts[response.url] = len(gzip.compress(response.body()))
        elif response.status >= 400 and response.request.resource_type != "document":
            self.complaints.append(f"{response.status}: {response.url}")

    def all(self) -> list[str]:
        return self.complaints + [f"policy: {one}" for one in self.page.evaluate("violations")]

    @property
    def script_bytes(self) -> int:
        return sum(self.scripts.values())
