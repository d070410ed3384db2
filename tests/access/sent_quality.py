"""What is sent to the addresses of quality that change something."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from integrity.signatures.content import content_hash
from quality.models import check_of, closing_of
from tests.cast import NOW
from tests.passwords import PASSWORD

if TYPE_CHECKING:
    from tests.access.scene_quality import Quality

TODAY = NOW.date()
SIGNED = {"who": "as-{caller}", "secret": PASSWORD}
WHY = {"reason": "As agreed"}
KINDS = (
    "deviations", "capa", "changes", "complaints", "agreements", "suppliers", "outsourcing",
)  # fmt: skip
INVESTIGATIONS = (
    "deviations-investigate", "deviations-investigate-ishikawa", "deviations-investigate-fmea",
    "deviations-investigate-other",
)  # fmt: skip
WITH_REASON = (
    "deviations-reopen", "deviations-waive-capa", "deviations-reject", "changes-reject",
    "agreements-end", "suppliers-end", "outsourcing-cancel",
)  # fmt: skip
CONCLUDED = {"root_cause": "y", "cause": "METHOD"}


def sent_of(quality: Quality) -> dict[str, dict[str, Any]]:
    """By route, without the version of what is changed."""
    owner, day = quality.lead.pk, TODAY.isoformat()
    agreed = {
        "organisation": quality.north.pk, "title": "Work", "scope": "All", "valid_from": day,
    }  # fmt: skip
    agreement = {
        **agreed, "services": ["TESTING"], "quality_agreement": "QAG-1", "quality_from": day,
    }  # fmt: skip
    supplier = {**agreed, "kind": "MATERIAL", "audit_evidence": "AUD-2", "conditions": ""}
    seen = {"occurred_at": f"{day}T08:00", "found_at": f"{day}T08:00"}
    text = {"title": "Something", "description": "In words"}
    return {
        "deviations-new": {**text, **seen},
        "deviations-classify": {"classification": "MINOR", "owner": owner},
        "deviations-reclassify": {
            "classification": "MINOR", "owner": owner, "reason": "Looked at again",
        },
        "deviations-add-impact": {"record": "CART-26-001", "sponsor": quality.north.pk,
                                  "reason": "Made beside it"},
        "outsourcing-new": {
            **text, "organisation": quality.north.pk, "kind": "LABORATORY", "owner": owner,
            "due_on": day,
        },
        "outsourcing-report": {"report": "x"},
        "deviations-investigate": {
            "why_1": "x", "why_2": "x", "why_3": "x", **CONCLUDED,
        },
        "deviations-investigate-ishikawa": {
            "branch_METHOD": "x", "branch_PEOPLE": "x", **CONCLUDED,
        },
        "deviations-investigate-fmea": {
            "mode_1": "x", "effect_1": "x", "severity_1": "3", "occurrence_1": "3",
            "detection_1": "3", **CONCLUDED,
        },
        "deviations-investigate-other": {"findings": "x", **CONCLUDED},
        "capa-new": {
            **text, "kind": "CORRECTIVE", "owner": owner, "due_on": day, "criterion": "x",
            "check_on": day,
        },
        "deviations-capa": {
            **text, "kind": "CORRECTIVE", "owner": owner, "due_on": day, "criterion": "x",
            "check_on": day,
        },
        "complaints-capa": {
            **text, "kind": "CORRECTIVE", "owner": owner, "due_on": day, "criterion": "x",
            "check_on": day,
        },
        "capa-done": {"evidence": "WO-2"},
        "changes-new": {**text, "why": "x", "areas": ["ROOMS"], "owner": owner, "due_on": day},
        "changes-assess": {"area": "TESTING", "assessment": "x"},
        "changes-link": {"record": "CART-26-001"},
        "changes-implement": {"implementation": "x"},
        "complaints-new": {
            **text, "organisation": quality.north.pk, "about": "x", "received_on": day,
            "classification": "MINOR", "owner": owner,
        },
        "complaints-link": {"deviation": quality.raised.number},
        "complaints-answer": {"answer": "x"},
        "agreements-new": agreement, "agreements-new-version": agreement,
        "suppliers-new": supplier, "suppliers-new-version": supplier,
        "impact-assess": {
            "conclusion": "NONE", "assessment": "x", "version": version_of(quality.impact),
        },
        "impact-conclude": {**SIGNED, "shown": shown(quality.impact)},
    }  # fmt: skip


def made_by_signing(quality: Quality) -> dict[str, dict[str, Any]]:
    """What is signed under an id of its own: the same for every caller, who does it once."""
    key, other = uuid.uuid4(), uuid.uuid4()
    check, closing = check_of(quality.done, key), closing_of(quality.made, other)
    return {
        "capa-check": {
            **SIGNED, "command_id": str(key), "is_effective": "yes", "finding": "x",
            "shown": content_hash(check),
        },
        "changes-close": {**SIGNED, "command_id": str(other), "shown": content_hash(closing)},
    }  # fmt: skip


def version_of(record: Any) -> int:
    return int(type(record).objects.get(pk=record.pk).version)


def shown(record: Any) -> str:
    return content_hash(type(record).objects.get(pk=record.pk))
