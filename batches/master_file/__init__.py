"""Reading a master batch record from its YAML file; a fault is named by its line and place."""

from __future__ import annotations

from operator import itemgetter

from batches.drafts import MasterDraft, ParameterDraft, StepDraft
from batches.drafts.bounds import KEYS
from batches.master_file.reading import Reading, keys_of
from batches.master_file.syntax import read_tree
from integrity.refusals import refuse_if

LIMIT_KEYS = frozenset(KEYS)
PARAMETER_KEYS = frozenset(keys_of(ParameterDraft))
STEP_KEYS = frozenset(keys_of(StepDraft))

__all__ = ["LIMIT_KEYS", "PARAMETER_KEYS", "STEP_KEYS", "read_master"]


def read_master(text: str) -> MasterDraft:
    """The draft in a YAML file (docs/master-file.md). Refused with every fault, in file order."""
    tree = read_tree(text, keys=", ".join(sorted(keys_of(MasterDraft))))
    reading = Reading()
    draft = reading.master(tree.content)
    faults = [*tree.faults, *reading.faults, *draft.faults()]
    once = {(fault.place, fault.problem.code): fault for fault in faults}.values()
    found = sorted(((tree.line(fault.place), fault) for fault in once), key=itemgetter(0))
    refuse_if(fault.blocker(line=line) for line, fault in found)
    return draft
