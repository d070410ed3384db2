"""A master batch record before it is written: plain data that keeps one set of rules.

The rules stand here once: a file read by batches.master_file and a draft given to write_master
are refused for the same faults in the same words.
"""

from __future__ import annotations

from batches.drafts.faults import Fault
from batches.drafts.master import MasterDraft, OperationDraft, StepDraft
from batches.drafts.material import MaterialDraft
from batches.drafts.parameter import ParameterDraft
from batches.drafts.places import ROOT, Place

__all__ = [
    "ROOT",
    "Fault",
    "MasterDraft",
    "MaterialDraft",
    "OperationDraft",
    "ParameterDraft",
    "Place",
    "StepDraft",
]
