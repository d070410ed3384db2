from integrity.models.audit import AuditEvent, ChainHead, PersonalValue, RowChange
from integrity.models.check import TrailCheck
from integrity.models.fields import ExactDecimalField
from integrity.models.head import HeadCause, SignedHead
from integrity.models.job import Job, JobState
from integrity.models.outbox import OutboxMessage
from integrity.models.record import Record, paired

__all__ = [
    "AuditEvent",
    "ChainHead",
    "ExactDecimalField",
    "HeadCause",
    "Job",
    "JobState",
    "OutboxMessage",
    "PersonalValue",
    "Record",
    "RowChange",
    "SignedHead",
    "TrailCheck",
    "paired",
]
