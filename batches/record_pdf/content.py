"""A batch record as plain data: everything that is printed, and nothing that is looked up later."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from measures.verdicts import Conformity, Verdict


@dataclass(frozen=True)
class Person:
    username: str
    name: str
    initials: str


@dataclass(frozen=True)
class Deed:
    """Who did something, and when."""

    by: Person
    at: datetime


@dataclass(frozen=True)
class RecordedValue:
    """What was entered: as typed, as understood, its unit's symbol and its verdict."""

    raw: str
    number: str
    instant: datetime | None
    unit: str
    verdict: Verdict


@dataclass(frozen=True)
class PrintedParameter:
    """What a step asks to record, and the value when there is one."""

    name: str
    hint: str
    kind: str
    unit: str
    action: str
    alert: str
    choices: tuple[str, ...]
    accepted: tuple[str, ...]
    criticality: str
    value: RecordedValue | None


@dataclass(frozen=True)
class PrintedMaterial:
    name: str
    quantity: str


@dataclass(frozen=True)
class PrintedStep:
    number: str
    title: str
    instruction: str
    needs_verification: bool
    is_critical: bool
    materials: tuple[PrintedMaterial, ...]
    equipment: tuple[str, ...]
    parameters: tuple[PrintedParameter, ...]
    remark: str
    performed: Deed | None
    verified: Deed | None

    @property
    def is_done(self) -> bool:
        return self.performed is not None and (not self.needs_verification or bool(self.verified))

    @property
    def anchor(self) -> str:
        return f"step-{self.number}"


@dataclass(frozen=True)
class PrintedOperation:
    sequence: int
    title: str
    room: str
    room_name: str
    grade: str
    steps: tuple[PrintedStep, ...]

    @property
    def anchor(self) -> str:
        return f"operation-{self.sequence}"


@dataclass(frozen=True)
class PrintedResult:
    """One line of the specification, with what was reported for it when anything was.

    `unit` is printed behind a number; a word such as “no beads” has none.
    """

    group: str
    test: str
    method: str
    requirement: str
    unit: str
    reported: str
    verdict: Conformity | None
    recorded: Deed | None


@dataclass(frozen=True)
class PrintedSample:
    code: str
    description: str
    specification: str
    source: str
    taken: Deed
    results: tuple[PrintedResult, ...]


@dataclass(frozen=True)
class PrintedSignature:
    """A signature as 21 CFR 11.50 asks: full name, date and time, meaning; and what it is of.

    `zone` is the one it was made in, whatever the facility's is now.
    `session` is who the device was signed in as, when that was another person. `void` says who
    changed the record after it was signed.
    """

    at: datetime
    zone: str
    signer: str
    meaning: str
    subject: str
    method: str
    session: str
    reason: str
    content_hash: str
    void: Void | None


@dataclass(frozen=True)
class Void:
    by: str
    at: datetime


@dataclass(frozen=True)
class PrintedEvent:
    """One event of the audit trail."""

    seq: int
    at: datetime
    actor: str
    verb: str
    subject: str
    reason: str
    details: dict[str, Any]


@dataclass(frozen=True)
class PrintedMaster:
    name: str
    title: str
    digest: str
    written: Deed
    approved: Deed | None


@dataclass(frozen=True)
class PrintedRecord:
    """The whole record of one batch at one version."""

    number: str
    version: int
    status: str
    is_executed: bool
    facility: str
    sponsor: str
    is_fictitious: bool
    product_code: str
    product: str
    patient_code: str
    chain_of_identity: str
    master: PrintedMaster
    created: Deed
    started_at: datetime | None
    executed_at: datetime | None
    operations: tuple[PrintedOperation, ...]
    samples: tuple[PrintedSample, ...]
    signatures: tuple[PrintedSignature, ...]
    events: tuple[PrintedEvent, ...]

    def steps(self) -> Iterator[PrintedStep]:
        return (step for operation in self.operations for step in operation.steps)

    def digest(self) -> str:
        """sha256 over the record's canonical JSON: the same data always give the same one."""
        data = json.dumps(
            asdict(self), sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain
        )
        return hashlib.sha256(data.encode()).hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    raise TypeError(f"{type(value).__name__} has no canonical form.")
