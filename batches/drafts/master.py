"""A master batch record with its operations and steps, before it is written."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from batches.drafts.draft import Draft
from batches.drafts.lists import Rows, Several
from batches.drafts.material import MaterialDraft
from batches.drafts.parameter import ParameterDraft
from batches.drafts.procedures import DocumentCode
from batches.drafts.rules import OneOf, Truth, Whole
from batches.drafts.texts import Line, Prose, longest
from batches.models import MasterBatchRecord, Operation, ProcessStep
from cleanrooms.models import Grade

LAST_REVISION = 32767  # the largest number of its column
LONGEST_INSTRUCTION = 5000


@dataclass(frozen=True)
class StepDraft(Draft):
    """What one person does, and at least one thing that is recorded."""

    title: str
    instruction: str
    parameters: tuple[ParameterDraft, ...]
    needs_verification: bool = False
    is_critical: bool = False
    materials: tuple[MaterialDraft, ...] = ()
    equipment: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()

    KEYS: ClassVar[dict[str, str]] = {"needs_verification": "verified", "is_critical": "critical"}
    RULES: ClassVar[dict[str, Any]] = {
        "title": Line(longest(ProcessStep, "title")),
        "instruction": Prose(LONGEST_INSTRUCTION),
        "needs_verification": Truth(),
        "is_critical": Truth(),
        "equipment": Several(Line(longest(ProcessStep, "equipment"))),
        "procedures": Several(DocumentCode(longest(ProcessStep, "procedures"))),
        "materials": Rows(MaterialDraft),
        "parameters": Rows(ParameterDraft, least=1, named_once=True),
    }


@dataclass(frozen=True)
class OperationDraft(Draft):
    """A stage of the process, in a room of at least this grade."""

    title: str
    room_grade: Grade
    steps: tuple[StepDraft, ...]

    RULES: ClassVar[dict[str, Any]] = {
        "title": Line(longest(Operation, "title")),
        "room_grade": OneOf(Grade),
        "steps": Rows(StepDraft, least=1),
    }


@dataclass(frozen=True)
class MasterDraft(Draft):
    """The whole record: its code, its revision, and the operations in the order of work."""

    code: str
    revision: int
    title: str
    operations: tuple[OperationDraft, ...] = ()

    KEYS: ClassVar[dict[str, str]] = {"revision": "version"}
    RULES: ClassVar[dict[str, Any]] = {
        "code": Line(longest(MasterBatchRecord, "code")),
        "revision": Whole(1, LAST_REVISION),
        "title": Line(longest(MasterBatchRecord, "title")),
        "operations": Rows(OperationDraft, least=1),
    }

    @property
    def digest(self) -> str:
        """sha256 of the whole content, so that two masters can be told apart or the same."""
        content = json.dumps(asdict(self), sort_keys=True, default=str, ensure_ascii=False)
        return hashlib.sha256(content.encode()).hexdigest()
