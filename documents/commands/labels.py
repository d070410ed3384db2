"""Label templates: their drafts, and the approval that makes one effective."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from documents.codes import CODE
from documents.label_gates import label_approval_blockers, label_draft_blockers
from documents.labelled import LABELLED
from documents.labels.fields import field_blockers
from documents.labels.gs1 import is_element_template
from documents.labels.making import layout_of, sample
from documents.models import LabelState, LabelTemplate, LabelVersion, SymbolKind
from documents.numbers import next_of
from integrity.commands import command, say, sign
from integrity.refusals import Blocker, refuse, refuse_if
from integrity.signatures.attestation import Attestation
from integrity.signatures.meanings import Meaning
from integrity.texts import one_line, text_blockers
from integrity.unique import unique
from people.models import User
from people.permissions import Permission

SMALLEST, LARGEST = Decimal(8), Decimal(210)


@command(permission=Permission.WRITE_DOCUMENT)
def register_label(*, code: str, title: str, kind: str, by: User, at: datetime) -> LabelTemplate:
    """A new template for records of one kind; its first version is drafted next."""
    code, title = one_line(code).upper(), one_line(title)
    refuse_if(_template_faults(code, title, kind))
    template = LabelTemplate(code=code, title=title, kind=kind, registered_at=at, registered_by=by)
    used = refuse(
        "CODE_USED", _("The code %(code)s was used before.") % {"code": code}, field="code"
    )
    with unique(used):
        template.save(force_insert=True)
    say("label_template.registered", about=template, details={"title": title, "kind": kind})
    return template


@command(permission=Permission.WRITE_DOCUMENT)
def draft_label(
    *, template: LabelTemplate, width: Decimal, height: Decimal, text: str, symbol: str, says: str,
    change_reason: str, by: User, at: datetime,
) -> LabelVersion:  # fmt: skip
    """Begins the next version of a template."""
    template = template.lock()
    refuse_if(label_draft_blockers(template))
    version = LabelVersion(template=template, number=next_of(template.versions.all()))
    _write(version, width, height, text, symbol, says, change_reason, by, at)
    version.save(force_insert=True)
    say("label_version.drafted", about=version, details={"change_reason": version.change_reason})
    return version


@command(permission=Permission.WRITE_DOCUMENT)
def edit_label(
    *, version: LabelVersion, width: Decimal, height: Decimal, text: str, symbol: str, says: str,
    change_reason: str, by: User, at: datetime,
) -> LabelVersion:  # fmt: skip
    """Writes in the draft; whoever did so last does not approve it."""
    version.template.lock()
    version = version.lock()
    if version.state != LabelState.DRAFT:
        raise refuse("NOT_A_DRAFT", _("%(version)s is no draft.") % {"version": version})
    _write(version, width, height, text, symbol, says, change_reason, by, at)
    version.store()
    say("label_version.edited", about=version, details={"change_reason": version.change_reason})
    return version


@command(permission=Permission.APPROVE_DOCUMENT, signed_as=Meaning.APPROVED)
def approve_label(
    *, version: LabelVersion, by: User, at: datetime, attested: Attestation[User]
) -> LabelVersion:
    """Signed by somebody else than its writer, it is effective and supersedes the one before."""
    version.template.lock()
    version = version.lock()
    refuse_if(label_approval_blockers(version, by=by))
    sign(version, attested)
    effective = version.template.versions.filter(state=LabelState.EFFECTIVE)
    for earlier in effective.select_for_update(no_key=True):
        earlier.state = LabelState.SUPERSEDED
        earlier.store()
    version.state, version.approved_at, version.approved_by = LabelState.EFFECTIVE, at, by
    version.store()
    say("label_version.approved", about=version)
    return version


def _write(
    version: LabelVersion, width: Decimal, height: Decimal, text: str, symbol: str, says: str,
    change_reason: str, by: User, at: datetime,
) -> None:  # fmt: skip
    text = "\n".join(line.rstrip() for line in text.strip().splitlines())
    version.width, version.height, version.text = width, height, text
    version.symbol, version.data = symbol, one_line(says)
    version.change_reason = one_line(change_reason)
    refuse_if(_label_faults(version))
    fields = LABELLED[version.template.kind].fields
    layout_of(version, sample(version, fields))
    version.written_at, version.written_by = at, by


def _template_faults(code: str, title: str, kind: str) -> Iterator[Blocker]:
    if not CODE.fullmatch(code):
        yield Blocker(
            "BAD_CODE", _("“%(code)s” is no code of a label template.") % {"code": code},
            clears=_("Accepted: capitals, digits and -, such as LBL-VIAL."), field="code",
        )  # fmt: skip
    if kind not in LABELLED:
        yield Blocker("NOT_LABELLED", _("Such records have no labels."), field="kind")
    yield from text_blockers(LabelTemplate, title=title)


def _label_faults(version: LabelVersion) -> Iterator[Blocker]:
    for name in ("width", "height"):
        if not SMALLEST <= getattr(version, name) <= LARGEST:
            yield Blocker(
                "SIZE", _("No label has this size."),
                clears=_("Accepted: %(least)s to %(most)s mm.")
                % {"least": SMALLEST, "most": LARGEST}, field=name,
            )  # fmt: skip
    yield from text_blockers(LabelVersion, change_reason=version.change_reason)
    known = LABELLED[version.template.kind].fields
    yield from field_blockers(version.text, known, "text")
    yield from field_blockers(version.data, known, "says")
    yield from _symbol_faults(version)


def _symbol_faults(version: LabelVersion) -> Iterator[Blocker]:
    if not version.text and not version.data:
        yield Blocker("EMPTY", _("Nothing would stand on this label."), field="text")
    if (version.symbol == SymbolKind.NONE) == bool(version.data):
        yield Blocker(
            "SYMBOL_AND_DATA", _("A symbol has data, and text only has none."), field="says"
        )
    elif version.symbol == SymbolKind.GS1 and not is_element_template(version.data):
        yield Blocker(
            "NOT_ELEMENTS", _("This is no list of GS1 elements."),
            clears=_("Accepted: (91){code}, or (01){gtin}(17){expires_gs1}(10){lot}."),
            field="says",
        )  # fmt: skip
