"""Deviations about documents, training, and what is printed: runs, printers, paper copies."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from documents.models import BlankForm, Document, DocumentVersion, LabelRun, Printer, Training
from people.permissions import Permission
from quality.subjects import Context, Field, Subject, contribute_context, contribute_subject

DOCUMENT, VERSION = Document._meta.label_lower, DocumentVersion._meta.label_lower
TRAINING, RUN = Training._meta.label_lower, LabelRun._meta.label_lower
PRINTER, COPY = Printer._meta.label_lower, BlankForm._meta.label_lower


@contribute_subject(DOCUMENT, Permission.VIEW_DOCUMENTS)
def document(key: UUID) -> Subject | None:
    """The document itself, also while no version of it is approved."""
    found = Document.objects.filter(pk=key).first()
    if found is None:
        return None
    return Subject(DOCUMENT, key, found.code, reverse("document", args=[found.code]))


@contribute_context(DOCUMENT)
def of_document(key: UUID) -> Context:
    """Its title, and its next review as a field."""
    found = Document.objects.get(pk=key)
    last = found.versions.order_by("-number").first()
    version = f"{last} ({last.get_state_display()})" if last else _("none")
    facts = ((_("Document"), found.title), (_("Kind"), found.get_kind_display()))
    return Context(facts=facts, fields=(Field(_("Version"), version),))


@contribute_subject(VERSION, Permission.VIEW_DOCUMENTS)
def version(key: UUID) -> Subject | None:
    """A draft is nothing to depart from."""
    approved = DocumentVersion.objects.filter(pk=key, approved_at__isnull=False)
    found = approved.select_related("document").first()
    if found is None:
        return None
    page = reverse("document-version", args=[found.document.code, found.number])
    return Subject(VERSION, key, str(found), page)


@contribute_context(VERSION)
def of_version(key: UUID) -> Context:
    found = DocumentVersion.objects.select_related("document").get(pk=key)
    return Context(
        facts=((_("Document"), found.document.title), (_("State"), found.get_state_display()))
    )


@contribute_subject(TRAINING, Permission.VIEW_PEOPLE)
def training(key: UUID) -> Subject | None:
    found = Training.objects.select_related("user", "version_of__document").filter(pk=key).first()
    return Subject(TRAINING, key, str(found), reverse("training")) if found else None


@contribute_subject(RUN, Permission.VIEW_DOCUMENTS)
def label_run(key: UUID) -> Subject | None:
    found = LabelRun.objects.filter(pk=key).first()
    page = reverse("label-run", args=[found.number]) if found else ""
    return Subject(RUN, key, str(found), page) if found else None


@contribute_context(RUN)
def of_run(key: UUID) -> Context:
    """What it labels and where it was printed; its state and its account as fields."""
    found = LabelRun.objects.counted().select_related("printer", "label").get(pk=key)
    facts = (
        (_("Labels of"), found.subject_label),
        (_("Template"), str(found.label)),
        (_("Printer"), f"{found.printer.code} {found.printer.name}"),
    )
    state = ": ".join(filter(None, (str(found.get_state_display()), found.problem)))
    account = _(
        "printed %(printed)s, applied %(applied)s, returned %(returned)s, void %(spoiled)s, "
        "not accounted for %(left)s"
    )
    fields = (Field(_("State"), state), Field(_("Account"), account % found.sum, required="0"))
    return Context(facts, fields, found.asked_at)


@contribute_subject(PRINTER, Permission.VIEW_DOCUMENTS)
def printer(key: UUID) -> Subject | None:
    found = Printer.objects.filter(pk=key).first()
    if found is None:
        return None
    return Subject(PRINTER, key, found.code, reverse("printer", args=[found.code]))


@contribute_context(PRINTER)
def of_printer(key: UUID) -> Context:
    """Where it stands, and its last test print as a field."""
    found = Printer.objects.get(pk=key)
    tested = found.test_problem or (_("as it should be") if found.tested_at else _("never tested"))
    facts = (
        (_("Printer"), found.name), (_("Kind"), str(found.get_kind_display())),
        (_("Place"), found.place or "–"),
    )  # fmt: skip
    return Context(facts, (Field(_("Last test print"), str(tested), at=found.tested_at),))


@contribute_subject(COPY, Permission.VIEW_DOCUMENTS)
def paper_copy(key: UUID) -> Subject | None:
    found = BlankForm.objects.filter(pk=key).first()
    page = reverse("blank-form", args=[found.number]) if found else ""
    return Subject(COPY, key, found.number, page) if found else None


@contribute_context(COPY)
def of_copy(key: UUID) -> Context:
    """What it is a copy of, to whom it was given and what for; how it came back as a field."""
    found = BlankForm.objects.select_related("issued_to", "issued_by").get(pk=key)
    facts = (
        (_("Copy of"), f"{found.of} {found.title}"),
        (_("Issued to"), found.issued_to.display_name),
        (_("For"), found.purpose),
    )
    state = ": ".join(filter(None, (str(found.get_state_display()), found.void_reason)))
    state_field = Field(
        _("State"), state, by=found.issued_by.display_name, at=found.ended_at or found.issued_at
    )
    return Context(facts, (state_field,), found.issued_at)
