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
        P.VIEW_MATERIALS, P.RECEIVE_MATERIAL, P.USE_MATERIAL, P.COUNT_STOCK, P.PLACE_HOLD,
        P.ATTACH_FILE, P.VIEW_DOCUMENTS, P.PRINT_LABEL,
        P.VIEW_BATCHES, P.EXECUTE_STEP, P.VERIFY_STEP, P.USE_ROOM, P.CHECK_ROOM, P.MAKE_RENDITION,
        P.VIEW_QUALITY, P.RAISE_DEVIATION,
    ),
    role(
        "supervisor", "Supervisor",
        P.VIEW_MATERIALS, P.RECEIVE_MATERIAL, P.USE_MATERIAL, P.COUNT_STOCK, P.PLACE_HOLD,
        P.ATTACH_FILE, P.VIEW_DOCUMENTS, P.TRAIN_PEOPLE, P.REVIEW_DOCUMENT,
        P.PRINT_LABEL, P.ISSUE_FORM,
        P.VIEW_BATCHES, P.EXECUTE_STEP, P.VERIFY_STEP, P.MAKE_RENDITION,
        P.CHANGE_ROOM_STATE, P.USE_ROOM, P.CHECK_ROOM,
        P.VIEW_RESULTS, P.VIEW_PEOPLE, P.QUALIFY_PEOPLE, P.DELEGATE, P.OVERRULE,
        P.VIEW_TRAIL, P.VIEW_QUALITY, P.RAISE_DEVIATION,
    ),
    role(
        "production-lead", "Production lead",
        P.VIEW_MATERIALS, P.RECEIVE_MATERIAL, P.USE_MATERIAL, P.COUNT_STOCK, P.PLACE_HOLD,
        P.ATTACH_FILE, P.VIEW_DOCUMENTS, P.WRITE_DOCUMENT, P.TRAIN_PEOPLE, P.REVIEW_DOCUMENT,
        P.PRINT_LABEL, P.ISSUE_FORM,
        P.VIEW_BATCHES, P.EXECUTE_STEP, P.VERIFY_STEP, P.MAKE_RENDITION,
        P.CHANGE_ROOM_STATE, P.USE_ROOM, P.CHECK_ROOM,
        P.CREATE_BATCH, P.WRITE_MASTER, P.VIEW_RESULTS, P.DELEGATE, P.OVERRULE,
        P.VIEW_TRAIL, P.VIEW_QUALITY, P.RAISE_DEVIATION,
    ),
    role(
        "planner", "Planner",
        P.VIEW_MATERIALS, P.MANAGE_MATERIALS,
        P.VIEW_DOCUMENTS,
        P.VIEW_BATCHES, P.CREATE_BATCH, P.DELEGATE, P.VIEW_QUALITY, P.RAISE_DEVIATION,
    ),
    role(
        "facility-manager", "Facility manager",
        P.VIEW_MATERIALS, P.MANAGE_MATERIALS, P.PLACE_HOLD, P.TAKE_OVER_STOCK, P.LOAD_FACILITY,
        P.ATTACH_FILE, P.VIEW_DOCUMENTS, P.WRITE_DOCUMENT, P.TRAIN_PEOPLE, P.REVIEW_DOCUMENT,
        P.MANAGE_PRINTERS,
        P.VIEW_BATCHES, P.VIEW_RESULTS, P.MANAGE_ROOMS, P.MANAGE_PRODUCTS,
        P.CHANGE_ROOM_STATE, P.USE_ROOM,
        P.VIEW_PEOPLE, P.QUALIFY_PEOPLE, P.REVIEW_ACCESS, P.DELEGATE,
        P.VIEW_TRAIL, P.VIEW_QUALITY, P.RAISE_DEVIATION, P.DRAFT_AGREEMENT,
    ),
    role(
        "qc-analyst", "QC analyst",
        P.VIEW_MATERIALS, P.USE_MATERIAL, P.COUNT_STOCK, P.PLACE_HOLD,
        P.ATTACH_FILE, P.VIEW_DOCUMENTS, P.PRINT_LABEL,
        P.VIEW_BATCHES, P.VIEW_RESULTS, P.RECORD_RESULT, P.USE_ROOM, P.VIEW_TRAIL,
        P.VIEW_QUALITY, P.RAISE_DEVIATION,
    ),
    role(
        "qc-reviewer", "QC reviewer",
        P.VIEW_MATERIALS, P.PLACE_HOLD,
        P.ATTACH_FILE, P.VIEW_DOCUMENTS, P.WRITE_DOCUMENT, P.TRAIN_PEOPLE, P.REVIEW_DOCUMENT,
        P.VIEW_BATCHES, P.VIEW_RESULTS, P.WRITE_SPECIFICATION, P.DELEGATE, P.VIEW_TRAIL,
        P.VIEW_QUALITY, P.RAISE_DEVIATION,
    ),
    role(
        "microbiologist", "Microbiologist",
        P.VIEW_MATERIALS, P.USE_MATERIAL, P.COUNT_STOCK, P.PLACE_HOLD,
        P.ATTACH_FILE, P.VIEW_DOCUMENTS, P.PRINT_LABEL,
        P.VIEW_BATCHES, P.VIEW_RESULTS, P.RECORD_RESULT, P.USE_ROOM, P.CHECK_ROOM, P.VIEW_TRAIL,
        P.VIEW_QUALITY, P.RAISE_DEVIATION,
    ),
    strong(role(
        "qa-reviewer", "QA reviewer",
        P.VIEW_MATERIALS, P.MANAGE_MATERIALS, P.RELEASE_LOT, P.PLACE_HOLD, P.LIFT_HOLD,
        P.RECALL, P.COUNT_STOCK, P.TAKE_OVER_STOCK, P.LOAD_FACILITY,
        P.ATTACH_FILE, P.VIEW_DOCUMENTS, P.WRITE_DOCUMENT, P.REVIEW_DOCUMENT, P.APPROVE_DOCUMENT,
        P.TRAIN_PEOPLE,
        P.PRINT_LABEL, P.ISSUE_FORM,
        P.VIEW_BATCHES, P.APPROVE_MASTER, P.MAKE_RENDITION, P.VIEW_RESULTS, P.WRITE_SPECIFICATION,
        P.VIEW_PEOPLE, P.QUALIFY_PEOPLE, P.REVIEW_ACCESS, P.SIGN_ACCESS_REVIEW, P.DELEGATE,
        P.VIEW_TRAIL, P.EXPORT_TRAIL, P.REVIEW_TRAIL, P.MANAGE_NOTIFICATIONS,
        P.VIEW_QUALITY, P.RAISE_DEVIATION, P.MANAGE_QUALITY, P.DRAFT_AGREEMENT,
        P.APPROVE_ROOM_USE,
    )),
    strong(role(
        QP, "Qualified Person",
        P.VIEW_MATERIALS, P.PLACE_HOLD, P.LIFT_HOLD, P.RECALL,
        P.ATTACH_FILE, P.VIEW_DOCUMENTS, P.APPROVE_DOCUMENT,
        P.VIEW_BATCHES, P.MAKE_RENDITION, P.VIEW_RESULTS, P.VIEW_PEOPLE, P.DELEGATE,
        P.VIEW_TRAIL, P.EXPORT_TRAIL, P.REVIEW_TRAIL, P.VIEW_QUALITY, P.RAISE_DEVIATION,
    )),
    role("physician", "Physician", P.VIEW_BATCHES),
    role("partner", "Partner developer", P.VIEW_BATCHES, P.VIEW_IMPACTS, P.VIEW_MATERIALS),
    role(
        "inspector", "Inspector",
        P.VIEW_MATERIALS,
        P.VIEW_DOCUMENTS,
        P.VIEW_BATCHES, P.VIEW_RESULTS, P.VIEW_PEOPLE, P.VIEW_TRAIL, P.EXPORT_TRAIL,
        P.VIEW_QUALITY,
    ),
    role(
        "system-administrator", "System administrator",
        P.VIEW_DOCUMENTS, P.VIEW_PEOPLE, P.MANAGE_PEOPLE, P.MANAGE_TABLETS, P.ERASE_PERSONAL,
        P.VIEW_JOBS, P.RETRY_JOBS, P.MANAGE_NOTIFICATIONS, P.LOAD_FACILITY,
    ),
]  # fmt: skip
