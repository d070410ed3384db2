"""What somebody enters on a tablet in a day: cleaning, taps, uses, samples, states, clearance."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count, cycle

from cleanrooms.models import RoomState
from proof.tablet import Entry, Tablet
from proof.tablet_scene import Post

STATES = cycle((RoomState.UNDER_QUALIFICATION, RoomState.OUT_OF_SERVICE))
AT_ONCE = 15  # entries that are kept before any of them is sent


class Shift:
    """The work of one tablet until it has made `most` entries."""

    def __init__(self, tablet: Tablet, post: Post, most: int) -> None:
        self.tablet, self.post, self.most = tablet, post, most
        self._turn = count(1)
        self._room = f"/board/rooms/{post.room}/"

    def work(self) -> None:
        """Each kind of work in its turn, then lines of the clearance until the shift is over."""
        self.tablet.page(self._room)
        self.clean()
        use = self.prepare()
        for work in (self.tap, self.use_device, self.set_state) * 4:
            self.answer(use, AT_ONCE // 3)
            if len(self.tablet.entries) + AT_ONCE < self.most:
                work()
        for part in self.samples():
            if len(self.tablet.entries) + AT_ONCE < self.most:
                part()
        while len(self.tablet.entries) < self.most:
            self.answer(use, AT_ONCE)
        for entry in self.tablet.entries:
            if entry.state == "refused":
                self.tablet.set_aside(entry)

    def clean(self) -> None:
        """As it was done 20 minutes ago, without network; only who came first had a room to clean.

        Each entry waits for the one before: its address is known from that one's answer.
        """
        began = self.late(20, "Clean", f"{self._room}cleaning/", **self.post.cleaning)
        if began.state == "done":
            self.late(15, "Surfaces are wet", f"{began.leads_to}applied/")
            self.late(5, "End the cleaning", f"{began.leads_to}end/")

    def late(self, minutes: int, title: str, path: str, **said: str) -> Entry:
        words = self.words()
        fields = {"reason": words, **said} if "kind" in said else said
        entry = self.tablet.keep(title, path, words if "kind" in said else "", **fields)
        entry.at = (datetime.now(UTC) - timedelta(minutes=minutes)).isoformat()
        self.tablet.send_waiting()
        return entry

    def prepare(self) -> list[str]:
        """A use with its clearance; where its lines are sent."""
        words = self.words()
        path = f"{self._room}use/"
        use = self.tablet.keep("Prepare a use", path, words, purpose="MEDIA_FILL", note=words)
        self.tablet.send_waiting()
        return [to for to, _says in self.tablet.forms(use.leads_to) if "clearance-lines" in to]

    def answer(self, lines: list[str], most: int) -> None:
        """Lines are answered again and again until somebody signs them."""
        for _n in range(min(most, self.most - len(self.tablet.entries))):
            words = self.words()
            line = lines[next(self._turn) % len(lines)]
            self.tablet.keep("A line of the clearance", line, words, answer="DONE", note=words)
        self.tablet.send_waiting()

    def tap(self) -> None:
        self.tablet.keep("Tap in", f"{self._room}enter/", "")
        self.tablet.send_waiting()
        leaves = f"{self.post.person.display_name} leaves"
        for to, says in self.tablet.forms(f"{self._room}tablet/"):
            if says.startswith(leaves):
                self.tablet.keep("Tap out", to, "")
        self.tablet.send_waiting()

    def use_device(self) -> None:
        path, words = f"/board/use/{self.post.device}/", self.words()
        version = self.tablet.version(path)
        self.tablet.keep("Begin to use it", path, words, purpose=words, version=version)
        self.tablet.send_waiting()
        for to, says in self.tablet.forms(path):
            if words in says:
                self.tablet.keep("End the use", to, "", version="1")
        self.tablet.send_waiting()

    def set_state(self) -> None:
        """Twice as the room was shown once: the second one is refused, with its reason."""
        version = self.tablet.version(self._room)
        for state in (next(STATES), next(STATES)):
            words = self.words()
            said = {"state": state.value, "reason": words, "version": version}
            self.tablet.keep("Set the state", self._room, words, **said)
        self.tablet.send_waiting()

    def samples(self) -> Iterator[Callable[[], None]]:
        """The round, a few samples at a time."""
        places = self.post.samples
        for first in range(0, len(places), 4):
            yield lambda part=places[first : first + 4]: self.take(part)  # type: ignore[misc]

    def take(self, part: tuple[tuple[int, bool], ...]) -> None:
        for place, is_exposed in part:
            path, words = f"/monitoring/rounds/{self.post.round}/samples/{place}/", self.words()
            if place == len(self.post.samples):
                self.tablet.keep("Not taken", f"{path}skip/", words, reason=words)
                continue
            said = {"plate": words, "container": self.post.medium}
            self.tablet.keep("Place the plate", f"{path}place/", words, **said)
            if is_exposed:
                self.tablet.keep("Close the plate", f"{path}stop/", "")
        self.tablet.send_waiting()

    def words(self) -> str:
        """Said once by anybody: what is looked for in the database afterwards."""
        return f"{self.post.name}-{next(self._turn):04}"
