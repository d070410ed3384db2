from integrity.models.audit import AuditEvent, ChainHead, PersonalValue, RowChange
from integrity.models.check import TrailCheck
from integrity.models.fields import ExactDecimalField
from integrity.models.head import HeadCause, SignedHead
from integrity.models.job import Job, JobState
from integrity.models.outbox import OutboxMessage
from integrity.models.overruling import Overruling
from integrity.models.record import Record, paired
from integrity.models.signable import Deed, Signable
from integrity.models.signature import Signature, SignatureVoid
from integrity.models.trail_review import TrailReview

__all__ = [
    "AuditEvent",
    "ChainHead",
    "Deed",
    "ExactDecimalField",
    "HeadCause",
    "Job",
    "JobState",
    "OutboxMessage",
    "Overruling",
    "PersonalValue",
    "Record",
    "RowChange",
    "Signable",
    "Signature",
    "SignatureVoid",
    "SignedHead",
    "TrailCheck",
    "TrailReview",
    "paired",
]
