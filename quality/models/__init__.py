from quality.models.agreement import Agreement, Service
from quality.models.capa import Capa, CapaKind, CapaState
from quality.models.capa_check import CapaCheck, check_of
from quality.models.case import Case
from quality.models.change import (
    Area,
    ChangeAssessment,
    ChangeClosing,
    ChangeControl,
    ChangeLink,
    ChangeState,
    closing_of,
)
from quality.models.complaint import Complaint, ComplaintState
from quality.models.deviation import (
    DUE_DAYS,
    Cause,
    Classification,
    Deviation,
    DeviationState,
    Method,
)
from quality.models.engagement import Engagement, EngagementState, Standing
from quality.models.impact import Conclusion, Impact, ImpactState
from quality.models.outsourcing import Outsourcing, OutsourcingState
from quality.models.printout import Printout
from quality.models.supplier import SupplierApproval, SupplierKind

__all__ = [
    "DUE_DAYS",
    "Agreement",
    "Area",
    "Capa",
    "CapaCheck",
    "CapaKind",
    "CapaState",
    "Case",
    "Cause",
    "ChangeAssessment",
    "ChangeClosing",
    "ChangeControl",
    "ChangeLink",
    "ChangeState",
    "Classification",
    "Complaint",
    "ComplaintState",
    "Conclusion",
    "Deviation",
    "DeviationState",
    "Engagement",
    "EngagementState",
    "Impact",
    "ImpactState",
    "Method",
    "Outsourcing",
    "OutsourcingState",
    "Printout",
    "Service",
    "Standing",
    "SupplierApproval",
    "SupplierKind",
    "check_of",
    "closing_of",
]
