from batches.models.batch import BatchRecord, BatchStatus
from batches.models.entry import Entry
from batches.models.links import BatchRendition, BatchSample
from batches.models.master import (
    MasterBatchRecord,
    MasterStatus,
    Operation,
    Parameter,
    ProcessStep,
    StepMaterial,
)
from batches.models.shapes import Criticality, ParameterKind
from batches.models.step import BatchMaterial, BatchOperation, BatchParameter, BatchStep, StepState

__all__ = [
    "BatchMaterial",
    "BatchOperation",
    "BatchParameter",
    "BatchRecord",
    "BatchRendition",
    "BatchSample",
    "BatchStatus",
    "BatchStep",
    "Criticality",
    "Entry",
    "MasterBatchRecord",
    "MasterStatus",
    "Operation",
    "Parameter",
    "ParameterKind",
    "ProcessStep",
    "StepMaterial",
    "StepState",
]
