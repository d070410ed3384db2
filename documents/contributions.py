"""What documents add to search, to everybody's work and to what is told; what has files."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from documents import activities as activities
from documents import controlled_forms as controlled_forms
from documents import notices as notices
from documents import paper_work as paper_work
from documents import work as work
from documents.attaching import Subject, contribute_files
from documents.findable import KINDS
from documents.models import DocumentVersion, Training
from integrity.competence import competence_blockers
from integrity.gates import contribute
from people.finding.kinds import contribute_finding

contribute(competence_blockers, activities.trained_for)
contribute_finding(*KINDS)
contribute_files(
    Training,
    Subject(
        lambda user: Training.objects.visible_to(user).select_related(
            "user", "version_of__document"
        ),
        lambda one: reverse("training"),
        lambda: (_("Training"), reverse("training")),
    ),
)
contribute_files(
    DocumentVersion,
    Subject(
        lambda user: DocumentVersion.objects.visible_to(user).select_related("document"),
        lambda one: reverse("document-version", args=[one.document.code, one.number]),
        lambda: (_("Documents"), reverse("document-list")),
    ),
)
