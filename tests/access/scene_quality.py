"""A record of quality of each kind in each state in which something may be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from batches.models import BatchRecord
from documents.rendering.assemble import Assembled
from people.models import Organisation, User
from people.permissions import Permission
from quality.commands.agreements import draft_supplier_approval
from quality.commands.capa import open_capa, report_capa_done
from quality.commands.changes import approve_change, assess_change, implement_change, propose_change
from quality.commands.complaints import answer_complaint, receive_complaint
from quality.commands.deviations import raise_deviation
from quality.commands.engagements import sign_engagement
from quality.commands.impacts import assess_impact, conclude_impact
from quality.commands.investigation import classify_deviation, conclude_investigation, waive_capa
from quality.commands.outsourcing import approve_outsourcing, request_outsourcing
from quality.commands.printouts import file_printout, request_printout
from quality.models import (
    Agreement,
    Area,
    Capa,
    CapaKind,
    Cause,
    ChangeControl,
    Classification,
    Complaint,
    Conclusion,
    Deviation,
    Method,
    Outsourcing,
    Printout,
    SupplierApproval,
    SupplierKind,
)  # fmt: skip
from quality.services import RENDERING
from quality.subjects import Subject, subject_of
from tests import cast
from tests.access.sent_quality import (
    INVESTIGATIONS,
    KINDS,
    SIGNED,
    WHY,
    WITH_REASON,
    made_by_signing,
    sent_of,
    shown,
    version_of,
)
from tests.cast import NOW
from tests.quality.conftest import check
from tests.signing import signed

TODAY = NOW.date()


@dataclass
class Quality:
    """Made by the cast, so that whoever asks has done nothing yet."""

    people: dict[str, User]
    users: dict[str, User | None]

    def __post_init__(self) -> None:
        self.lead, self.qa = self.people["kadler"], self.people["mlindqvist"]
        self.north = Organisation.objects.get(code="NORTHLIGHT")
        batch = BatchRecord.objects.get(number="CART-26-001")
        about = subject_of("batches.batchrecord", batch.pk)
        self.raised = self.deviation(None)
        self.classified = self.classify(self.deviation(None))
        self.investigated = self.investigate(self.deviation(None))
        self.to_close = self.investigate(self.deviation(None))
        waive_capa(deviation=self.to_close, reason="Once", by=self.qa, at=NOW)
        touching = self.classify(self.deviation(about))
        self.impact = assess_impact(
            impact=touching.impacts.get(), conclusion=Conclusion.NONE, assessment="None",
            by=self.qa, at=NOW,
        )  # fmt: skip
        self.capa = self.action()
        self.done = self.finished(self.action())
        self.checked = self.finished(self.action())
        check(self.checked, self.qa, NOW)
        self.proposed, approved, self.made = self.change(), self.change(), self.change()
        self.approved = signed(approve_change, "change", approved, self.qa, NOW)
        signed(approve_change, "change", self.made, self.qa, NOW)
        implement_change(change=self.made, implementation="Done", by=self.lead, at=NOW)
        self.complaint, self.answered = self.complain(), self.complain()
        answer_complaint(complaint=self.answered, answer="Sorry", by=self.lead, at=NOW)
        self.agreement = Agreement.objects.get(organisation=self.north)
        draft = cast.drafted_agreement(self.people, "HALDEN")
        self.draft = cast.with_document(draft, self.people["nbakker"])
        self.supplier, self.to_approve = self.approval(), self.approval()
        signed(sign_engagement, "engagement", self.supplier, self.qa, NOW)
        self.asked, self.outsourced = self.outsource(), self.outsource()
        signed(approve_outsourcing, "outsourcing", self.outsourced, self.qa, NOW)
        again = self.classify(self.deviation(about))
        self.concluded = assess_impact(
            impact=again.impacts.get(), conclusion=Conclusion.NONE, assessment="None",
            by=self.qa, at=NOW,
        )  # fmt: skip
        signed(conclude_impact, "impact", self.concluded, self.qa, NOW)

    def deviation(self, about: Subject | None) -> Deviation:
        return raise_deviation(
            title="Pressure", description="Low", occurred_at=NOW, found_at=NOW, subject=about,
            by=self.people["jvermaat"], at=NOW,
        )  # fmt: skip

    def classify(self, deviation: Deviation, owner: User | None = None) -> Deviation:
        return classify_deviation(
            deviation=deviation, classification=Classification.MINOR, owner=owner or self.lead,
            containment="", fact="Low pressure", by=self.qa, at=NOW,
        )  # fmt: skip

    def investigate(self, deviation: Deviation) -> Deviation:
        return conclude_investigation(
            deviation=self.classify(deviation), method=Method.OTHER, cause=Cause.EQUIPMENT,
            findings="Fan", root_cause="Belt", by=self.lead, at=NOW,
        )  # fmt: skip

    def action(self, owner: User | None = None) -> Capa:
        return open_capa(
            title="New belt", description="Change it", kind=CapaKind.CORRECTIVE,
            owner=owner or self.lead, due_on=TODAY, criterion="Runs", check_on=TODAY,
            deviation=self.classified, by=self.qa, at=NOW,
        )  # fmt: skip

    def finished(self, capa: Capa) -> Capa:
        return report_capa_done(capa=capa, evidence="WO-1", by=self.lead, at=NOW)

    def change(self, owner: User | None = None) -> ChangeControl:
        change = propose_change(
            title="New fan", description="Other type", why="Quieter", areas=[Area.ROOMS],
            owner=owner or self.lead, due_on=TODAY, by=self.lead, at=NOW,
        )  # fmt: skip
        return assess_change(
            change=change, area=Area.ROOMS, assessment="Fits", by=self.people["nbakker"], at=NOW
        )

    def complain(self, owner: User | None = None) -> Complaint:
        return receive_complaint(
            title="Bag leaks", description="At the port", organisation=self.north,
            about="CART-26-001", received_on=TODAY, classification=Classification.MAJOR,
            owner=owner or self.lead, by=self.lead, at=NOW,
        )  # fmt: skip

    @cached_property
    def own(self) -> dict[tuple[str, str], dict[str, object]]:
        """Who works owns one of each; all others are shown somebody else's."""
        found: dict[tuple[str, str], dict[str, object]] = {}
        for caller, user in self.users.items():
            if user is None or not user.may(Permission.RAISE_DEVIATION):
                continue
            change = signed(approve_change, "change", self.change(user), self.qa, NOW)
            owned = {
                **{route: self.classify(self.deviation(None), user) for route in INVESTIGATIONS},
                "capa-done": self.action(user),
                "changes-implement": change,
                "complaints-answer": self.complain(user),
                "outsourcing-report": signed(
                    approve_outsourcing, "outsourcing", self.outsource(user), self.qa, NOW
                ),
            }
            found |= {(route, caller): {"number": one.number} for route, one in owned.items()}
        return found

    def approval(self) -> SupplierApproval:
        drafted = draft_supplier_approval(
            organisation=self.north, kind=SupplierKind.LABORATORY, title="Tests", scope="All",
            audit_evidence="AUD-1", valid_from=TODAY, by=self.people["nbakker"], at=NOW,
            quality_agreement="QAG-1", quality_from=TODAY,
        )  # fmt: skip
        return cast.with_document(drafted, self.people["nbakker"], NOW)

    def outsource(self, owner: User | None = None) -> Outsourcing:
        return request_outsourcing(
            title="Sterility", description="Two vials", organisation=self.north,
            kind=SupplierKind.LABORATORY, owner=owner or self.lead, due_on=TODAY,
            by=self.people["nbakker"], at=NOW,
        )  # fmt: skip

    def printout(self) -> Printout:
        made = request_printout(kind="deviations", number="", filters={}, by=self.qa, at=NOW)
        document = Assembled(b"%PDF-1.7 stands for a list of deviations", 1)
        return file_printout(
            printout=made, title="Deviations", document=document, by=RENDERING, at=NOW
        )

    @cached_property
    def records(self) -> dict[str, Any]:
        """By route the record that it is about."""
        return {
            "deviations-record": self.raised, "deviations-classify": self.raised,
            **dict.fromkeys(INVESTIGATIONS, self.classified),
            "deviations-reopen": self.investigated, "deviations-reclassify": self.classified,
            "deviations-add-impact": self.classified,
            "deviations-capa": self.classified, "complaints-capa": self.complaint,
            "deviations-waive-capa": self.classified, "deviations-reject": self.raised,
            "deviations-close": self.to_close, "deviations-look-again": self.raised,
            "capa-record": self.capa,
            "capa-done": self.capa, "capa-check": self.done, "capa-cancel": self.capa,
            "capa-close": self.checked, "changes-record": self.proposed,
            "changes-assess": self.proposed, "changes-link": self.proposed,
            "changes-implement": self.approved,
            "changes-close": self.made, "changes-reject": self.proposed,
            "changes-approve": self.proposed, "complaints-record": self.complaint,
            "complaints-link": self.complaint, "complaints-answer": self.complaint,
            "complaints-close": self.answered, "agreements-record": self.agreement,
            "agreements-new-version": self.agreement, "agreements-end": self.agreement,
            "agreements-sign": self.draft, "suppliers-record": self.supplier,
            "suppliers-new-version": self.supplier, "suppliers-end": self.supplier,
            "suppliers-sign": self.to_approve, "outsourcing-record": self.asked,
            "outsourcing-approve": self.asked, "outsourcing-report": self.outsourced,
            "outsourcing-cancel": self.asked,
        }  # fmt: skip

    @cached_property
    def places(self) -> dict[str, dict[str, object]]:
        found: dict[str, dict[str, object]] = {
            route: {"number": record.number} for route, record in self.records.items()
        }
        for kind in KINDS:
            found[f"{kind}-record-pdf"] = found[f"{kind}-record"]
        impact, printed = ({"pk": one.pk} for one in (self.impact, self.printout()))
        return {
            **found, "impact-reopen": {"pk": self.concluded.pk},
            "quality-of": {"kind": "batches.batchrecord", "key": self.impact.subject_id},
            "impact": impact, "impact-assess": impact, "impact-conclude": impact,
            "printout": printed, "printout-file": printed,
        }  # fmt: skip

    @cached_property
    def bodies(self) -> dict[tuple[str, str], dict[str, Any]]:
        sent = sent_of(self)
        for route in WITH_REASON:
            sent[route] = dict(WHY)
        sent["deviations-look-again"] = {}
        sent["impact-reopen"] = {**WHY, "version": version_of(self.concluded)}
        for route, record in self.records.items():
            if route in sent and not route.endswith("-new-version"):
                sent[route]["version"] = version_of(record)
            elif route.rpartition("-")[2] in {"close", "approve", "sign"}:
                sent[route] = {**SIGNED, "shown": shown(record)}
        sent["capa-cancel"] = {**SIGNED, **WHY, "shown": shown(self.capa)}
        sent |= made_by_signing(self)
        return {(name, "POST"): body for name, body in sent.items()}
