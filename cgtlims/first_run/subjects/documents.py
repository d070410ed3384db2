"""Controlled documents with the version that holds, as drafts."""

from __future__ import annotations

from hashlib import sha256 as sha256_of
from typing import Any

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from cgtlims.first_run.columns import Column
from cgtlims.first_run.kinds import Choice, FileName, Text, Whole
from cgtlims.first_run.moments import Day
from cgtlims.first_run.subjects.references import ROLE
from cgtlims.first_run.subjects.subject import Difference, Doing, Item, Subject
from documents.commands.drafting import draft_version, edit_draft
from documents.commands.registering import alter_document, register_document
from documents.models import Document, DocumentKind, DocumentVersion, VersionState
from integrity.refusals import refuse
from people.models.qualification import day_of
from people.permissions import Permission


class Documents(Subject):
    name = "documents"
    title = _("Documents")
    note = _(
        "Each with the version that holds, as a .pdf or .txt file of the same upload. It enters "
        "as a draft with its number; others review and approve it here by signature."
    )
    permission = Permission.WRITE_DOCUMENT
    keys = ("code",)
    columns = (
        Column("code", Text(40), _("Its code, in capitals"), "SOP-017", required=True, fixed=True),
        Column("title", Text(200), _("Its title"), "Gowning for grade B", required=True,
               fixed=True),
        Column("kind", Choice(DocumentKind), _("What kind"), "SOP", required=True, fixed=True),
        Column("owner", ROLE, _("The role that answers for it"), "qa-reviewer", required=True),
        Column("review_months", Whole(1, 120), _("Reviewed every so many months"), "24",
               required=True),
        Column("version", Whole(1, 999), _("The number of this version"), "4", required=True),
        Column("effective_since", Day(), _("Since when it held elsewhere"), "2025-06-01"),
        Column("change_reason", Text(300), _("What changed with this version"),
               "Gowning order changed", required=True),
        Column("file", FileName(), _("The file with what it says"), "SOP-017.pdf", required=True),
    )  # fmt: skip
    named = {"number": "version", "text": "file"}

    def find(self, item: Item) -> Document | None:
        found = Document.objects.select_related("owner")
        return found.filter(code__iexact=item.values["code"]).first()

    def now(self, record: Document, item: Item) -> dict[str, Any]:
        """Of the version what the row says, when that is what is here."""
        shown = {name: getattr(record, name) for name in NAMES} | {"code": item.values["code"]}
        last = latest(record)
        same = last is not None and says(last, item)
        of_version = ("version", "effective_since", "change_reason")
        shown |= {name: item.value(name) if same else None for name in of_version}
        if last is not None and not same:
            shown |= {"version": last.number, "change_reason": last.change_reason}
        return shown | {"file": item.values["file"]}

    def more(self, record: Document, item: Item, doing: Doing) -> list[Difference]:
        """The file says something else than the version that is here, told by the SHA-256."""
        last, (text, paper) = latest(record), content(item, doing)
        old = digest(last.text, last.file.sha256 if last.file else "") if last else ""
        new = digest(text, paper.sha256 if paper else "")
        return [Difference("file", old, new)] if old != new else []

    def make(self, item: Item, doing: Doing) -> Document:
        named = {name: item.values[name] for name in ("code", *NAMES)}
        document = register_document(**named, **doing.who)
        draft(document, item, doing)
        return document

    def change(self, record: Document, item: Item, doing: Doing) -> Document:
        to = self.whole(record, item)
        if (record.owner, record.review_months) != (to["owner"], to["review_months"]):
            record = alter_document(
                document=record, owner=to["owner"], review_months=to["review_months"],
                reason=doing.reason, **doing.who,
            )  # fmt: skip
        last = latest(record)
        if last is None or not says(last, item) or self.more(record, item, doing):
            draft(record, item, doing)
        return record


NAMES = ("title", "kind", "owner", "review_months")


def latest(document: Document) -> DocumentVersion | None:
    versions = document.versions.select_related("document", "file")
    return versions.order_by("-number").first()


def says(version: DocumentVersion, item: Item) -> bool:
    """Whether this is the version of the row, by its number and by what is said of it."""
    return (version.number, version.change_reason) == (item.values["version"], reason_of(item))


def reason_of(item: Item) -> str:
    """Why this version is as it is, and what it was before it came here."""
    since = item.value("effective_since")
    told = {"number": item.values["version"], "since": since.isoformat() if since else ""}
    before = (
        _g("Taken over as version %(number)s, effective elsewhere since %(since)s.")
        if since
        else _g("Taken over as version %(number)s.")
    )
    return f"{before % told} {item.values['change_reason']}"


def digest(text: str, sha256: str) -> str:
    return sha256 or sha256_of(text.encode()).hexdigest()


def content(item: Item, doing: Doing) -> tuple[str, Any]:
    """The text or the PDF that the row names. Raises Refused when it is not in the upload."""
    name = item.values["file"]
    if name in doing.texts:
        return doing.texts[name].replace("\r\n", "\n").strip(), None
    if name in doing.papers:
        return "", doing.papers[name]
    raise refuse(
        "NO_SUCH_FILE",
        _("“%(name)s” is not in this upload.") % {"name": name},
        clears=_("Upload it together with this file."),
        field="file",
    )


def draft(document: Document, item: Item, doing: Doing) -> DocumentVersion:
    """The draft that is there is written anew; else the next one begins."""
    text, paper = content(item, doing)
    given = {
        "text": text, "file": paper, "change_reason": reason_of(item),
        "effective_on": day_of(doing.at), **doing.who,
    }  # fmt: skip
    last = latest(document)
    is_draft = last is not None and last.state == VersionState.DRAFT
    if last is not None and is_draft and last.number == item.values["version"]:
        return edit_draft(version=last, **given)
    return draft_version(document=document, number=item.values["version"], **given)
