"""The roles a facility begins with; a facility may add its own."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from people.permissions import Permission as P


class RoleDraft(TypedDict):
    code: str
    title: str
    permissions: list[P]
    strong_signature: NotRequired[bool]


def role(code: str, title: str, *permissions: P) -> RoleDraft:
    return {"code": code, "title": title, "permissions": list(permissions)}


def strong(draft: RoleDraft) -> RoleDraft:
    """Its holders sign with password or security key, never with a PIN."""
    return {**draft, "strong_signature": True}


QP = "qualified-person"

ROLES: list[RoleDraft] = [
    role(
        "operator", "Operator",
        P.VIEW_BATCHES, P.EXECUTE_STEP, P.VERIFY_STEP, P.CHANGE_ROOM_STATE, P.MAKE_RENDITION,
    ),
    role(
        "supervisor", "Supervisor",
        P.VIEW_BATCHES, P.EXECUTE_STEP, P.VERIFY_STEP, P.CHANGE_ROOM_STATE, P.MAKE_RENDITION,
        P.VIEW_RESULTS, P.VIEW_PEOPLE, P.QUALIFY_PEOPLE, P.DELEGATE, P.OVERRULE,
        P.VIEW_TRAIL,
    ),
    role(
        "production-lead", "Production lead",
        P.VIEW_BATCHES, P.EXECUTE_STEP, P.VERIFY_STEP, P.CHANGE_ROOM_STATE, P.MAKE_RENDITION,
        P.CREATE_BATCH, P.WRITE_MASTER, P.VIEW_RESULTS, P.DELEGATE, P.OVERRULE,
        P.VIEW_TRAIL,
    ),
    role("planner", "Planner", P.VIEW_BATCHES, P.CREATE_BATCH, P.DELEGATE),
    role(
        "facility-manager", "Facility manager",
        P.VIEW_BATCHES, P.VIEW_RESULTS, P.MANAGE_ROOMS, P.MANAGE_PRODUCTS, P.CHANGE_ROOM_STATE,
        P.VIEW_PEOPLE, P.QUALIFY_PEOPLE, P.REVIEW_ACCESS, P.DELEGATE,
        P.VIEW_TRAIL,
    ),
    role(
        "qc-analyst", "QC analyst",
        P.VIEW_BATCHES, P.VIEW_RESULTS, P.RECORD_RESULT, P.VIEW_TRAIL,
    ),
    role(
        "qc-reviewer", "QC reviewer",
        P.VIEW_BATCHES, P.VIEW_RESULTS, P.WRITE_SPECIFICATION, P.DELEGATE, P.VIEW_TRAIL,
    ),
    role(
        "microbiologist", "Microbiologist",
        P.VIEW_BATCHES, P.VIEW_RESULTS, P.RECORD_RESULT, P.CHANGE_ROOM_STATE, P.VIEW_TRAIL,
    ),
    strong(role(
        "qa-reviewer", "QA reviewer",
        P.VIEW_BATCHES, P.APPROVE_MASTER, P.MAKE_RENDITION, P.VIEW_RESULTS, P.WRITE_SPECIFICATION,
        P.VIEW_PEOPLE, P.QUALIFY_PEOPLE, P.REVIEW_ACCESS, P.SIGN_ACCESS_REVIEW, P.DELEGATE,
        P.VIEW_TRAIL, P.EXPORT_TRAIL, P.REVIEW_TRAIL, P.MANAGE_NOTIFICATIONS,
    )),
    strong(role(
        QP, "Qualified Person",
        P.VIEW_BATCHES, P.MAKE_RENDITION, P.VIEW_RESULTS, P.VIEW_PEOPLE, P.DELEGATE,
        P.VIEW_TRAIL, P.EXPORT_TRAIL, P.REVIEW_TRAIL,
    )),
    role("physician", "Physician", P.VIEW_BATCHES),
    role("partner", "Partner developer", P.VIEW_BATCHES),
    role(
        "inspector", "Inspector",
        P.VIEW_BATCHES, P.VIEW_RESULTS, P.VIEW_PEOPLE, P.VIEW_TRAIL, P.EXPORT_TRAIL,
    ),
    role(
        "system-administrator", "System administrator",
        P.VIEW_PEOPLE, P.MANAGE_PEOPLE, P.MANAGE_TABLETS, P.ERASE_PERSONAL,
        P.VIEW_JOBS, P.RETRY_JOBS, P.MANAGE_NOTIFICATIONS,
    ),
]  # fmt: skip
