"""Trails made for attacking them: written as the system writes them, kept in memory."""

from __future__ import annotations

import hashlib
import random
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from integrity.audit.canonical import canonical
from integrity.audit.notes import Signer
from integrity.verify import GENESIS, Bad, read_heads, read_keys, verify

SIGNER = Signer("test", bytes(range(32)))
KEYS = read_keys(SIGNER.public_line.encode())
AT = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Event:
    """A line of events.txt before it is written."""

    seq: int
    hash: str
    body: str

    @property
    def line(self) -> str:
        return f"{self.seq} {self.hash} {self.body}"


@dataclass(frozen=True)
class Trail:
    """What an exported archive has, with the head that somebody outside keeps."""

    events: tuple[Event, ...]
    changes: tuple[str, ...]
    head: str

    def lines(self, name: str) -> Iterator[bytes]:
        lines = {"events.txt": [event.line for event in self.events], "changes.txt": self.changes}
        return (f"{line}\n".encode() for line in lines[name])

    def whole(self, name: str) -> bytes:
        assert name == "heads.txt"
        return b""

    def check(self, *, with_head: bool = True) -> str:
        """What the verifier says; raises Bad when it finds something."""
        return verify(self, KEYS, read_heads(self.head.encode()) if with_head else [])


def made_trail(length: int, chance: random.Random, rows: tuple[int, ...] = (0, 1, 1, 3)) -> Trail:
    """A trail of so many events, each with as many altered rows as chance takes from `rows`."""
    bodies, changes = [], []
    for _ in range(length):
        command = str(uuid.UUID(int=chance.getrandbits(128)))
        written = [row(chance) for _ in range(chance.choice(rows))]
        changes += [f"{command} {line}" for line in written]
        bodies.append(body(command, written, chance))
    events = linked(bodies)
    head = SIGNER.note(length, bytes.fromhex(events[-1].hash), AT)
    return Trail(events, tuple(changes), head)


def row(chance: random.Random) -> str:
    name = uuid.UUID(int=chance.getrandbits(128))
    return f'batches_entry {name} {{"op": "INSERT", "new": {{"raw": "{chance.random()}"}}}}'


def body(command: str, rows: list[str], chance: random.Random) -> str:
    altered = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return canonical(
        {
            "altered": altered,
            "appended_at": AT,
            "at": AT,
            "by": {"id": str(uuid.UUID(int=chance.getrandbits(128))), "name": "Ama Owusu"},
            "command": "batches.commands.execution.complete_step",
            "command_id": command,
            "details": {"value": f"{chance.random()}", "word": '\u201cµ\u201d \\ "quoted"'},
            "reason": "",
            "subject": {"id": "1", "label": "CART-26-001 step 7.3", "type": "batches.batchstep"},
            "v": "1",
            "verb": "batch_step.performed",
        }
    )


def linked(bodies: list[str], begin: int = 0, last: bytes = GENESIS) -> tuple[Event, ...]:
    """The bodies as a chain that follows from `last`."""
    events = []
    for seq, told in enumerate(bodies, start=begin + 1):
        last = hashlib.sha256(b"\0" + seq.to_bytes(8, "big") + last + told.encode()).digest()
        events.append(Event(seq, last.hex(), told))
    return tuple(events)


Mutation = Callable[[Trail, int, random.Random], Trail]


def edited(told: str) -> str:
    return told.replace("Ama Owusu", "Kwame Adler")


def relink(trail: Trail, bodies: list[str]) -> Trail:
    """The work of somebody who may write everything: all hashes made anew."""
    return replace(trail, events=linked(bodies))


def bodies_of(trail: Trail) -> list[str]:
    return [event.body for event in trail.events]


def put(trail: Trail, at: int, event: Event) -> Trail:
    return replace(trail, events=(*trail.events[:at], event, *trail.events[at + 1 :]))


def field(trail: Trail, at: int, _: random.Random) -> Trail:
    return put(trail, at, replace(trail.events[at], body=edited(trail.events[at].body)))


def field_and_hash(trail: Trail, at: int, _: random.Random) -> Trail:
    last = bytes.fromhex(trail.events[at - 1].hash) if at else GENESIS
    return put(trail, at, linked([edited(trail.events[at].body)], at, last)[0])


def field_relinked(trail: Trail, at: int, _: random.Random) -> Trail:
    told = bodies_of(trail)
    return relink(trail, [*told[:at], edited(told[at]), *told[at + 1 :]])


def blank_added(trail: Trail, at: int, _: random.Random) -> Trail:
    body = trail.events[at].body.replace('":"', '": "', 1)
    return put(trail, at, replace(trail.events[at], body=body))


def stored_hash(trail: Trail, at: int, chance: random.Random) -> Trail:
    return put(trail, at, replace(trail.events[at], hash=f"{chance.getrandbits(256):064x}"))


def deleted(trail: Trail, at: int, _: random.Random) -> Trail:
    return replace(trail, events=(*trail.events[:at], *trail.events[at + 1 :]))


def deleted_relinked(trail: Trail, at: int, _: random.Random) -> Trail:
    told = bodies_of(trail)
    return relink(trail, [*told[:at], *told[at + 1 :]])


def first_deleted(trail: Trail, _at: int, _: random.Random) -> Trail:
    return replace(trail, events=trail.events[1:])


def cut(trail: Trail, at: int, _: random.Random) -> Trail:
    return replace(trail, events=trail.events[:at])


def swapped(trail: Trail, at: int, _: random.Random) -> Trail:
    other = at - 1 if at else 1
    return put(put(trail, at, trail.events[other]), other, trail.events[at])


def doubled(trail: Trail, at: int, _: random.Random) -> Trail:
    return replace(trail, events=(*trail.events[: at + 1], *trail.events[at:]))


def renumbered(trail: Trail, at: int, _: random.Random) -> Trail:
    return put(trail, at, replace(trail.events[at], seq=trail.events[at].seq + 1))


def forged(trail: Trail, at: int, chance: random.Random) -> Trail:
    told = bodies_of(trail)
    new = body(str(uuid.UUID(int=chance.getrandbits(128))), [], chance)
    return relink(trail, [*told[:at], new, *told[at:]])


def row_altered(trail: Trail, at: int, _: random.Random) -> Trail:
    at %= len(trail.changes)
    changes = list(trail.changes)
    changes[at] = changes[at].replace("INSERT", "UPDATE")
    return replace(trail, changes=tuple(changes))


def row_deleted(trail: Trail, at: int, _: random.Random) -> Trail:
    at %= len(trail.changes)
    return replace(trail, changes=(*trail.changes[:at], *trail.changes[at + 1 :]))


def row_without_event(trail: Trail, _at: int, chance: random.Random) -> Trail:
    nobodys = uuid.UUID(int=chance.getrandbits(128))
    return replace(trail, changes=(*trail.changes, f"{nobodys} {row(chance)}"))


MUTATIONS: tuple[Mutation, ...] = (
    field, field_and_hash, field_relinked, blank_added, stored_hash, deleted, deleted_relinked,
    first_deleted, cut, swapped, doubled, renumbered, forged, row_altered, row_deleted,
    row_without_event,
)  # fmt: skip


def is_found(trail: Trail, *, with_head: bool = True) -> bool:
    try:
        trail.check(with_head=with_head)
    except Bad:
        return True
    return False
