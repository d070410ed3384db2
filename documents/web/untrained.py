"""Who is not trained on a document that governs their work: why, and two people's overruling."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from documents.activities import labels_of
from documents.models import DocumentVersion, VersionState
from documents.training_gates import untrained_blockers
from integrity.overrulings import overruling_of
from integrity.signatures.meanings import Meaning
from people.web.needs import signed_in
from people.web.signing import OverruleForm, sign_form


def untrained_here(
    request: HttpRequest, version: DocumentVersion, form: OverruleForm | None = None
) -> dict[str, Any]:
    """What it governs and this person may do, but not today; with the dialog for two persons."""
    user = signed_in(request)
    kept = [code for code in version.document.governs if code in user.permissions]
    if version.state != VersionState.EFFECTIVE or not kept:
        return {}
    blockers = untrained_blockers(version, by=user, at=timezone.now())
    if not blockers:
        return {}
    key = uuid.uuid4()
    about = overruling_of(version, untrained_blockers, blockers, key)
    shown = form or sign_form(request, about, form=OverruleForm, command_id=key)
    return {
        "untrained": blockers, "kept_from": labels_of(kept), "overruling": shown,
        "overrule_meaning": Meaning.OVERRULED,
    }  # fmt: skip
