"""What paper asks of people: forms to bring back, printed labels to account for."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.models import BlankForm, FormState, LabelRun, RunState
from people.models import User
from people.permissions import Permission
from people.work import Task, Waiting, contribute_work, waiting


@contribute_work(
    "forms-outstanding", gettext_lazy("Forms on paper"),
    page=lambda: f"{reverse('blank-forms')}?state=ISSUED", permission=Permission.VIEW_DOCUMENTS,
)  # fmt: skip
def outstanding_forms(user: User, at: datetime, most: int) -> Waiting:
    """Those that this person was given, or gave out, oldest first."""
    forms = BlankForm.objects.filter(state=FormState.ISSUED)
    own = forms.filter(Q(issued_to=user) | Q(issued_by=user)).select_related("issued_to")
    return waiting(own.order_by("issued_at", "pk"), most, lambda one: _form(one, user))


@contribute_work(
    "label-runs", gettext_lazy("Printed labels"),
    page=lambda: reverse("label-runs"), permission=Permission.PRINT_LABEL,
)  # fmt: skip
def own_label_runs(user: User, at: datetime, most: int) -> Waiting:
    """What this person printed and did not reconcile, oldest first."""
    runs = LabelRun.objects.filter(asked_by=user).exclude(state=RunState.CLOSED)
    return waiting(runs.order_by("asked_at", "pk"), most, _run)


def _form(form: BlankForm, user: User) -> Task:
    asked = _("Bring the form back") if form.issued_to_id == user.pk else _("Get the form back")
    return Task(
        asked, reverse("blank-form", args=[form.number]), form.number,
        line=f"{form.title} · {form.issued_to.display_name}", sign="hold",
        word=_("Outstanding"), since=form.issued_at,
    )  # fmt: skip


def _run(run: LabelRun) -> Task:
    failed = run.state == RunState.FAILED
    return Task(
        _("Look at the printer") if failed else _("Account for the labels"),
        reverse("label-run", args=[run.number]), str(run), line=run.subject_label,
        sign=run.sign if failed else "neutral", word=run.get_state_display(), since=run.asked_at,
    )  # fmt: skip
