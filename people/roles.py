"""The roles a facility begins with; a facility may add its own."""

from __future__ import annotations

from typing import TypedDict

from people.permissions import Permission as P


class RoleDraft(TypedDict):
    code: str
    title: str
    permissions: list[P]


def role(code: str, title: str, *permissions: P) -> RoleDraft:
    return {"code": code, "title": title, "permissions": list(permissions)}


ROLES: list[RoleDraft] = [
    role(
        "operator", "Operator",
        P.VIEW_BATCHES, P.EXECUTE_STEP, P.VERIFY_STEP, P.CHANGE_ROOM_STATE, P.MAKE_RENDITION,
    ),
    role(
        "production-lead", "Production lead",
        P.VIEW_BATCHES, P.EXECUTE_STEP, P.VERIFY_STEP, P.CHANGE_ROOM_STATE, P.MAKE_RENDITION,
        P.CREATE_BATCH, P.WRITE_MASTER, P.VIEW_RESULTS,
    ),
    role(
        "qa-reviewer", "QA reviewer",
        P.VIEW_BATCHES, P.APPROVE_MASTER, P.MAKE_RENDITION, P.VIEW_RESULTS, P.WRITE_SPECIFICATION,
    ),
    role("qualified-person", "Qualified Person", P.VIEW_BATCHES, P.MAKE_RENDITION, P.VIEW_RESULTS),
    role("qc-analyst", "QC analyst", P.VIEW_BATCHES, P.VIEW_RESULTS, P.RECORD_RESULT),
    role("partner", "Partner developer", P.VIEW_BATCHES),
    role("system-administrator", "System administrator", P.MANAGE_PEOPLE, P.MANAGE_TABLETS),
]  # fmt: skip
