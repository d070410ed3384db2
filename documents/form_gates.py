"""Why a form may not be issued on paper, or not taken back, now."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from documents.models import BlankForm, DocumentKind, DocumentVersion, FormState, VersionState
from integrity.gates import gate
from integrity.models import Record
from integrity.refusals import Blocker


@gate
def issue_blockers(subject: Record) -> Iterable[Blocker]:
    """Of a controlled form only the effective version is issued (EU GMP 4.2)."""
    if not isinstance(subject, DocumentVersion):
        return
    if subject.document.kind != DocumentKind.FORM:
        yield Blocker("NO_FORM", _("%(document)s is no form.") % {"document": subject.document})
    if subject.state != VersionState.EFFECTIVE:
        yield Blocker(
            "NOT_EFFECTIVE", _("%(version)s is not effective.") % {"version": subject},
            clears=_("Issue the effective version."),
        )  # fmt: skip


@gate
def return_blockers(form: BlankForm) -> Iterable[Blocker]:
    """A copy comes back, or is made void, once."""
    if form.state != FormState.ISSUED:
        yield Blocker(
            "NOT_OUTSTANDING",
            _("%(form)s is “%(state)s”.") % {"form": form, "state": form.get_state_display()},
        )
