"""What must be so before a deviation is raised, investigated, concluded and closed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from integrity.gates import gate
from integrity.reasons import reason_blockers
from integrity.refusals import Blocker
from integrity.separation import separation_blockers
from integrity.signatures.meanings import Meaning
from integrity.texts import text_blockers
from people.models import Organisation, OrganisationKind, User
from people.permissions import Permission
from quality.models import CapaState, Deviation, DeviationState, Impact, ImpactState
from quality.subjects import Context, Subject, codes_of, touched_by
from quality.texts import paragraph_blockers


def raising_blockers(deviation: Deviation, *, at: datetime) -> Iterable[Blocker]:
    """It says what happened and when; nothing is found before it happened, or in the future."""
    yield from text_blockers(Deviation, title=deviation.title)
    yield from paragraph_blockers(description=deviation.description)
    yield from paragraph_blockers(optional=True, containment=deviation.containment)
    if deviation.found_at > at:
        yield Blocker(
            "IN_THE_FUTURE", _("This is in the future."), clears=_("Accepted: now or earlier."),
            field="found_at",
        )  # fmt: skip
    if deviation.occurred_at > deviation.found_at:
        yield Blocker(
            "FOUND_BEFORE_IT_OCCURRED",
            _("It was found before it happened."),
            clears=_("Accepted: when it was found, or earlier."),
            field="occurred_at",
        )


def field_blockers(subject: Subject | None, context: Context, field: str) -> Iterable[Blocker]:
    """A field is one that the record has."""
    if field and context.field(field) is None:
        yield Blocker(
            "NO_SUCH_FIELD",
            _("%(record)s has no field “%(field)s”.")
            % {"record": subject.label if subject else _("No record"), "field": field},
            clears=_("Accepted: %(names)s.")
            % {"names": ", ".join(one.name for one in context.fields) or _("none")},
            field="field",
        )


def code_blockers(of: str, code: str) -> Iterable[Blocker]:
    """A room or a product is one that there is."""
    if code and code not in dict(codes_of(of)):
        yield Blocker(
            "NO_SUCH_CODE",
            _("“%(code)s” is not there.") % {"code": code},
            clears=_("Choose one, or none."),
            field=f"{of}_code",
        )


@gate
def classifying_blockers(deviation: Deviation, *, reason: str) -> Iterable[Blocker]:
    """An open deviation is classified; anew only with the reason."""
    if not deviation.is_open:
        yield not_now(deviation, "")
    elif deviation.state != DeviationState.RAISED:
        yield from reason_blockers(reason)


@gate
def adding_blockers(
    deviation: Deviation, *, record: Subject, sponsor: Organisation | None
) -> Iterable[Blocker]:
    """QA adds a record that no source named while the deviation is open, for its own sponsor."""
    if not deviation.is_open:
        yield not_now(deviation, "")
    if deviation.impacts.of(record.kind, record.id).exists():
        yield Blocker(
            "LISTED_ALREADY",
            _("%(record)s is listed already.") % {"record": record.label},
            clears=_("Assess that line."),
            field="record",
        )
    for one in touched_by(record, deviation.occurred_at, deviation.found_at):
        if (one.kind, one.id) == (record.kind, record.id) and one.sponsor != (
            sponsor.pk if sponsor else None
        ):
            yield Blocker(
                "ANOTHER_SPONSOR",
                _("%(record)s belongs to another one.") % {"record": record.label},
                clears=_("Choose whose it is: nobody else may read of it."),
                field="sponsor",
            )
    if sponsor is not None and sponsor.kind == OrganisationKind.FACILITY:
        yield Blocker(
            "WITH_OURSELVES",
            _("%(who)s is the facility itself.") % {"who": sponsor},
            clears=_("Leave it empty for the facility's own record."),
            field="sponsor",
        )


@gate
def reopening_blockers(impact: Impact) -> Iterable[Blocker]:
    """A conclusion is taken back while its deviation is open."""
    if not impact.deviation.is_open:
        yield not_now(impact.deviation, _("What is closed is not concluded anew."))
    if impact.state != ImpactState.CONCLUDED:
        yield Blocker("NOT_CONCLUDED", _("This impact is not concluded."))


@gate
def investigation_blockers(deviation: Deviation, *, by: User) -> Iterable[Blocker]:
    """A classified deviation is investigated by its owner, or by quality assurance."""
    if deviation.state != DeviationState.INVESTIGATING:
        yield not_now(deviation, _("It is classified first, and investigated once."))
    if deviation.owner_id != by.pk and not by.may(Permission.MANAGE_QUALITY):
        yield Blocker(
            "NOT_ITS_OWNER",
            _("%(owner)s owns %(number)s.") % {"owner": deviation.owner, "number": deviation},
            clears=_("Its owner does it, or quality assurance."),
        )


@gate
def conclusion_blockers(impact: Impact) -> Iterable[Blocker]:
    """An impact is concluded once, as it was assessed; what sponsors are told stands by then."""
    if impact.state == ImpactState.CONCLUDED:
        yield Blocker("CONCLUDED_ALREADY", _("This impact is concluded."))
    elif impact.state == ImpactState.OPEN:
        yield Blocker(
            "NOT_ASSESSED", _("This impact is not assessed."), clears=_("Assess it first.")
        )
    if impact.sponsor_id is not None and not impact.deviation.fact:
        yield Blocker(
            "NO_FACT",
            _("It is not written what sponsors are told of %(number)s.")
            % {"number": impact.deviation},
            clears=_("Quality assurance writes it when it classifies."),
        )


@gate
def closing_blockers(deviation: Deviation, *, by: User) -> Iterable[Blocker]:
    """It is closed by somebody else than investigated it, with every impact concluded.

    There is a CAPA that goes on or is done, or a reason why none is needed (EU GMP Chapter 1,
    1.4(xiv)).
    """
    if deviation.state != DeviationState.INVESTIGATED:
        yield not_now(deviation, _("Its investigation is concluded first."))
    left = deviation.impacts.to_conclude().count()
    if left:
        yield Blocker(
            "IMPACT_NOT_CONCLUDED",
            _("What it means is not concluded for %(left)s of the records it touches.")
            % {"left": left},
            clears=_("Quality assurance concludes each of them."),
        )
    actions = deviation.actions.exclude(state=CapaState.CANCELLED)
    if not deviation.no_capa_reason and not actions.exists():
        yield Blocker(
            "NO_CAPA",
            _("There is no CAPA, and no reason why none is needed."),
            clears=_("Open a CAPA, or say why none is needed."),
        )
    yield from separation_blockers(deviation, by=by, meaning=Meaning.APPROVED)


def not_now(deviation: Deviation, clears: object) -> Blocker:
    return Blocker(
        "NOT_NOW",
        _("%(number)s is “%(state)s”.")
        % {"number": deviation, "state": DeviationState(deviation.state).label},
        clears=str(clears),
    )
