"""Numbered copies of forms: issued to somebody, and back again or void."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from documents import forms_on_paper
from documents.form_gates import issue_blockers, return_blockers
from documents.models import BlankForm, FormState, Rendition, StoredFile
from documents.numbers import next_of
from documents.uploads import Received
from integrity.actors import Actor
from integrity.commands import command, say
from integrity.jobs import ask
from integrity.models import Record
from integrity.refusals import Blocker, refuse, refuse_if
from integrity.texts import one_line, text_blockers
from people.models import User
from people.permissions import Permission

FORM_KIND = "blank_form_pdf"
MOST_COPIES = 20


@command(permission=Permission.ISSUE_FORM)
def issue_forms(
    *, subject: Record, copies: int, issued_to: User, purpose: str, by: User, at: datetime
) -> BlankForm:
    """Numbers the copies one after the other and asks a worker to print each; gives the first."""
    if forms_on_paper.seen_by(by, subject._meta.label_lower, subject.pk) is None:
        raise refuse("NOT_SEEN", _("Forms are issued of records that you may see."))
    purpose = one_line(purpose)
    subject = subject.lock()
    refuse_if([*issue_blockers(subject), *_faults(copies, issued_to, purpose)])
    definition = forms_on_paper.source_of(subject).definition(subject)
    serial = next_of(BlankForm.objects.filter(of=definition.of), "serial")
    forms = [
        BlankForm(
            number=f"{definition.of}-{serial + more:04}", subject_type=subject._meta.label_lower,
            subject_id=subject.pk, of=definition.of, serial=serial + more,
            title=definition.title, content=definition.as_data(), issued_to=issued_to,
            purpose=purpose, issued_at=at, issued_by=by,
        )
        for more in range(copies)
    ]  # fmt: skip
    for form in forms:
        form.save(force_insert=True)
        ask(FORM_KIND, key=str(form.pk), payload={"form": str(form.pk)})
    details = {"numbers": [form.number for form in forms], "to": issued_to.display_name}
    say("forms.issued", about=forms[0], details=details)
    return forms[0]


@command(permission=Permission.MAKE_RENDITION)
def file_form(
    *, form: BlankForm, rendition: Rendition | None, by: Actor, at: datetime
) -> BlankForm:
    """The copy can be printed out now."""
    form = form.lock()
    form.rendition = rendition
    form.store()
    say("form.printed", about=form, details={"sha256": rendition.sha256 if rendition else ""})
    return form


@command(permission=Permission.ISSUE_FORM)
def return_form(*, form: BlankForm, file: Received, by: User, at: datetime) -> BlankForm:
    """The copy that was filled in came back; its scan is kept with it."""
    form = form.lock()
    refuse_if(return_blockers(form))
    form.state, form.ended_at, form.ended_by = FormState.RETURNED, at, by
    form.file = _scan(file)
    form.store()
    say("form.returned", about=form, details={"file": file.name, "sha256": file.sha256})
    return form


@command(permission=Permission.ISSUE_FORM)
def void_form(*, form: BlankForm, reason: str, by: User, at: datetime) -> BlankForm:
    """The copy was spoiled, was not used, or cannot be found."""
    form = form.lock()
    refuse_if(return_blockers(form))
    form.state, form.ended_at, form.ended_by = FormState.VOID, at, by
    form.void_reason = one_line(reason)
    form.store()
    say("form.voided", about=form, reason=reason)
    return form


def _faults(copies: int, issued_to: User, purpose: str) -> Iterator[Blocker]:
    if not 1 <= copies <= MOST_COPIES:
        yield Blocker(
            "COPIES", _("%(copies)s copies cannot be issued at once.") % {"copies": copies},
            clears=_("Accepted: 1 to %(most)s.") % {"most": MOST_COPIES}, field="copies",
        )  # fmt: skip
    if not (issued_to.is_active and issued_to.is_of_facility):
        yield Blocker(
            "NOT_OF_FACILITY", _("%(person)s does not work here.") % {"person": issued_to},
            clears=_("Accepted: people of the facility with an account."), field="issued_to",
        )  # fmt: skip
    yield from text_blockers(BlankForm, purpose=purpose)


def _scan(file: Received) -> StoredFile:
    """The row of what came back; of a picture also that of the one that was brought."""
    return StoredFile.objects.create(
        name=file.name, media_type=file.media_type, sha256=file.sha256, size=file.size,
        original=_scan(file.original) if file.original else None,
    )  # fmt: skip
