"""A tablet as static/js/unsent.js makes it: entries are kept first and sent until answered."""

from __future__ import annotations

import json
import random
import re
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import urlencode, urlsplit

AGAIN_SECONDS = 0.3
PATIENCE_SECONDS = 300
FORM = re.compile(r'<form[^>]*action="([^"]*)"[^>]*data-queue="([^"]*)"')
VERSION = re.compile(r'name="version" value="(\d+)"')
TOKEN = re.compile(r'"X-CSRFToken": "(\w+)"')
REASON = re.compile(r"<[^>]*data-reason[^>]*>(.*?)</", re.DOTALL)


@dataclass
class Entry:
    """What somebody entered: where it is sent, all it says, and the words that are its own."""

    title: str
    path: str
    fields: dict[str, str]
    words: str
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    at: str = field(default_factory=lambda: datetime.now(UTC).isoformat())
    state: str = "waiting"
    why: str = ""
    leads_to: str = ""
    sendings: int = 0


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    leads_to: str
    is_of_the_page: bool


class Tablet:
    """One device with one person; loses `loss` of its answers, drawn from `chance`."""

    def __init__(
        self, url: str, cookies: dict[str, str], chance: random.Random, loss: float
    ) -> None:
        self.entries: list[Entry] = []
        self.lost = 0
        self._place, self._cookies = urlsplit(url).netloc, dict(cookies)
        self._chance, self._loss, self._token = chance, loss, ""

    def keep(self, title: str, path: str, words: str, **fields: str) -> Entry:
        """On the device, before it is sent."""
        entry = Entry(title, path, fields, words)
        self.entries.append(entry)
        return entry

    def send_waiting(self) -> None:
        """One after the other, in the order in which they were made."""
        for entry in self.entries:
            if entry.state == "waiting":
                self._send(entry)

    def page(self, path: str) -> str:
        """The page, as soon as the server and its database are there."""
        for _turn in self._turns():
            answer = self._ask("GET", path)
            if answer is not None and answer.status == 200:
                found = TOKEN.search(answer.text)
                self._token = found[1] if found else self._token
                return answer.text
        raise TimeoutError(f"{path} did not answer.")

    def forms(self, path: str) -> list[tuple[str, str]]:
        """Where each form of the page is sent, and its words in the list of what is not sent."""
        return [(unescape(to), unescape(says)) for to, says in FORM.findall(self.page(path))]

    def version(self, path: str) -> str:
        """Of the record that the page's form changes."""
        return str(VERSION.findall(self.page(path))[0])

    def set_aside(self, entry: Entry) -> None:
        """A refused entry leaves the device once the trail has all it said."""
        said = {"title": entry.title, "made_at": entry.at, "said": json.dumps(entry.fields)}
        body = {**said, "why": entry.why, "reason": f"Not so any more: {entry.words}"}
        again = {"command_id": str(uuid.uuid4()), **body}
        for _turn in self._turns():
            answer = self._ask("POST", "/unsent/aside/", again)
            if answer is not None and answer.status == 204:
                entry.state = "set aside"
                return

    def _send(self, entry: Entry) -> None:
        said = {"command_id": entry.id, "pressed_at": entry.at, **entry.fields}
        for _turn in self._turns():
            entry.sendings += 1
            answer = self._ask("POST", entry.path, said)
            if answer is None or not answer.is_of_the_page or answer.status >= 500:
                continue
            entry.leads_to = answer.leads_to
            entry.state = "done" if answer.status == 204 else "refused"
            entry.why = "" if answer.status == 204 else reason_of(answer)
            return

    def _turns(self) -> Iterator[None]:
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            yield
            time.sleep(AGAIN_SECONDS * self._chance.random())

    def _ask(self, method: str, path: str, said: dict[str, str] | None = None) -> Answer | None:
        """Nothing when the answer is lost: on its way, or before the server has made it."""
        connection = HTTPConnection(self._place, timeout=60)
        is_lost = method == "POST" and self._chance.random() < self._loss
        try:
            connection.request(method, path, urlencode(said or {}), self._headers())
            if is_lost and self._chance.random() < 0.5:
                self.lost += 1
                return None
            answer = connection.getresponse()
            text = answer.read().decode()
        except (OSError, HTTPException):
            return None
        finally:
            connection.close()
        self.lost += is_lost
        return None if is_lost else self._heard(answer, text)

    def _heard(self, answer: HTTPResponse, text: str) -> Answer:
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _sign, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        to, marked = answer.headers.get("X-Location", ""), "X-Answered" in answer.headers
        return Answer(answer.status, text, to, marked)

    def _headers(self) -> dict[str, str]:
        return {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
            "X-CSRFToken": self._token,
            "X-Queued": "1",
        }


def reason_of(answer: Answer) -> str:
    found = " ".join(unescape(one).strip() for one in REASON.findall(answer.text))
    return found or str(answer.status)
