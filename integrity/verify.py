#!/usr/bin/env python3
"""Checks an exported audit trail of CGT-LIMS, with nothing but Python's standard library.

    python3 verify.py ARCHIVE --keys KEYS [--heads HEADS]

ARCHIVE is the exported folder or zip file. KEYS has the public keys you trust, one a line, as
printed in every batch record. HEADS has signed heads kept outside the system; without them,
somebody who may write everything could have rewritten the whole trail.

Ends with 0 when all is as written, 1 naming the first event that differs, 2 if it cannot check.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import io
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

GENESIS = hashlib.sha256(b"CGT-LIMS audit trail, genesis").digest()
ALTERED = b'{"altered":"'
COMMAND_ID = b'"command_id":"'
Hashes = dict[int, bytes]


class Bad(Exception):
    """The trail is not what was written; `seq` is the first event that differs."""

    def __init__(self, seq: int, why: str) -> None:
        super().__init__(f"event {seq}: {why}")
        self.seq = seq


class Unusable(Exception):
    """What was given cannot be checked."""


@dataclass(frozen=True)
class Head:
    """A signed statement that the trail had this many events and this last hash."""

    seq: int
    hash: bytes
    text: bytes
    signatures: tuple[bytes, ...]


def check_chain(events: Iterator[bytes], wanted: set[int]) -> tuple[int, dict[int, bytes]]:
    """The number of events, and the hashes of the wanted ones. Raises Bad at the first gap."""
    seq, last, found = 0, GENESIS, {0: GENESIS}
    sha256 = hashlib.sha256
    for line in events:
        seq += 1
        try:
            number, stored, body = line.rstrip(b"\n").split(b" ", 2)
        except ValueError:
            raise Bad(seq, "it cannot be read") from None
        if number != b"%d" % seq:
            raise Bad(seq, f"the trail goes on with {number[:20]!r}")
        last = sha256(b"\0" + seq.to_bytes(8, "big") + last + body).digest()
        if last.hex().encode() != stored:
            raise Bad(seq, "its content or an earlier event was altered")
        if seq in wanted:
            found[seq] = last
    return seq, found


def check_heads(heads: list[Head], keys: dict[bytes, bytes], count: int, hashes: Hashes) -> None:
    """Every head's event is there with its hash. Raises Bad, or Unusable for a false signature."""
    for head in sorted(heads, key=lambda head: head.seq):
        agrees = hashes.get(head.seq) == head.hash
        if agrees and head is not max(heads, key=lambda head: head.seq):
            continue  # a later head that is right says the same of everything before it
        if not is_signed(head, keys):
            raise Unusable(f"The head of {head.seq} events is signed by no key that you trust.")
        if head.seq > count:
            raise Bad(count + 1, f"a signed head knows {head.seq} events; the rest is missing")
        if not agrees:
            raise Bad(head.seq, "a signed head knows another hash; the trail was rewritten")


def check_changes(events: Iterator[bytes], changes: Iterator[bytes]) -> int:
    """Row changes are those their events speak of. Returns how many; raises Bad."""
    written: dict[bytes, list[bytes]] = {}
    count = 0
    for line in changes:
        command, change = line.rstrip(b"\n").split(b" ", 1)
        written.setdefault(command, []).append(change)
        count += 1
    for seq, line in enumerate(events, start=1):
        body = line.split(b" ", 2)[2]
        start = body.index(COMMAND_ID) + len(COMMAND_ID)
        lines = written.pop(body[start : start + 36], [])
        digest = hashlib.sha256(b"\n".join(lines)).hexdigest().encode()
        if body[len(ALTERED) : len(ALTERED) + 64] != digest:
            raise Bad(seq, "the rows it altered are not those that were written down")
    if written:
        raise Bad(0, f"rows were altered by commands without event: {next(iter(written)).decode()}")
    return count


def read_heads(text: bytes) -> list[Head]:
    """Signed notes as they follow each other in a file; see C2SP signed-note."""
    parts = text.replace(b"\r\n", b"\n").strip(b"\n").split(b"\n\n") if text.strip() else []
    return [read_head(*note) for note in zip(parts[::2], [*parts[1::2], b""], strict=False)]


def read_head(told: bytes, signed: bytes) -> Head:
    try:
        _origin, seq, last = told.split(b"\n")[:3]
        signatures = [base64.b64decode(line.rsplit(b" ", 1)[1]) for line in signed.splitlines()]
        return Head(int(seq), base64.b64decode(last), told + b"\n", tuple(signatures))
    except (IndexError, ValueError):
        raise Unusable(f"This is no signed head: {told[:80]!r}") from None


def read_keys(text: bytes) -> dict[bytes, bytes]:
    """Public keys by the four bytes that name them, from lines `name+hash+key`."""
    found = {}
    for line in text.decode().split():
        name, named, key = line.split("+", 2)
        raw = base64.b64decode(key)
        expected = hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4]
        if raw[:1] != b"\x01" or len(raw) != 33 or named != expected.hex():
            raise Unusable(f"This is no public key: {line}")
        found[expected] = raw[1:]
    return found


def is_signed(head: Head, keys: dict[bytes, bytes]) -> bool:
    return any(
        one[:4] in keys and ed25519_holds(keys[one[:4]], head.text, one[4:])
        for one in head.signatures
    )


# Ed25519 verification after RFC 8032 section 5.1, with extended coordinates.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)
Point = tuple[int, int, int, int]


def _add(a: Point, b: Point) -> Point:
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = f - e, d - c, d + c, f + e
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(scalar: int, point: Point) -> Point:
    found = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            found = _add(found, point)
        point, scalar = _add(point, point), scalar >> 1
    return found


def _point(raw: bytes) -> Point | None:
    y = int.from_bytes(raw, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = _point(BASE_Y.to_bytes(32, "little"))


def ed25519_holds(key: bytes, message: bytes, signature: bytes) -> bool:
    """True when the key's owner signed the message."""
    public, commitment = _point(key), _point(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or not public or not commitment or not BASE or scalar >= ORDER:
        return False
    digest = hashlib.sha512(signature[:32] + key + message).digest()
    challenge = int.from_bytes(digest, "little") % ORDER
    a, b = _times(scalar, BASE), _add(commitment, _times(challenge, public))
    return not (a[0] * b[2] - b[0] * a[2]) % P and not (a[1] * b[2] - b[1] * a[2]) % P


class Archive:
    """The exported files, in a folder or in a zip file."""

    def __init__(self, place: Path) -> None:
        if not place.exists():
            raise Unusable(f"There is no {place}.")
        self.place: Path | zipfile.Path = place if place.is_dir() else zipfile.Path(place)

    def lines(self, name: str) -> Iterator[bytes]:
        with io.BufferedReader(cast("io.RawIOBase", self._open(name)), 1 << 20) as file:
            yield from file

    def whole(self, name: str) -> bytes:
        with self._open(name) as file:
            return file.read()

    def _open(self, name: str) -> IO[bytes]:
        if not (file := self.place / name).is_file():
            raise Unusable(f"The archive has no {name}.")
        return file.open("rb")


def verify(archive: Archive, keys: dict[bytes, bytes], outside: list[Head]) -> str:
    """What was checked, in one line. Raises Bad or Unusable."""
    heads = [*outside, *read_heads(archive.whole("heads.txt"))]
    count, hashes = check_chain(archive.lines("events.txt"), {head.seq for head in heads})
    check_heads(heads, keys, count, hashes)
    changes = check_changes(archive.lines("events.txt"), archive.lines("changes.txt"))
    covered = max((head.seq for head in heads), default=0)
    return f"{count} events and {changes} row changes are as written; heads cover {covered}."


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="cgtlims verify")
    parser.add_argument("archive", type=Path)
    parser.add_argument("--keys", type=Path, required=True)
    parser.add_argument("--heads", type=Path, action="append", default=[])
    given = parser.parse_args(arguments)
    try:
        keys = read_keys(given.keys.read_bytes())
        outside = [head for file in given.heads for head in read_heads(file.read_bytes())]
        print(verify(Archive(given.archive), keys, outside))
    except Bad as bad:
        print(f"NOT AS WRITTEN. First bad {bad}")
        return 1
    except (Unusable, OSError, ValueError, zipfile.BadZipFile) as error:
        print(f"Cannot be checked: {error}", file=sys.stderr)
        return 2
    if not outside:
        print("No heads from outside were given: a trail rewritten whole would look the same.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
