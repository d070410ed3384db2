from integrity.models.audit import AuditEvent
from integrity.models.fields import ExactDecimalField
from integrity.models.job import Job, JobState
from integrity.models.outbox import OutboxMessage
from integrity.models.record import Record, paired

__all__ = [
    "AuditEvent",
    "ExactDecimalField",
    "Job",
    "JobState",
    "OutboxMessage",
    "Record",
    "paired",
]
