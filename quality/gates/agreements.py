"""Nobody works for others, or takes from them, outside what was agreed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from integrity.gates import gate
from integrity.refusals import Blocker
from people.models import Organisation, OrganisationKind
from quality.models import (
    Agreement,
    Engagement,
    Service,
    Standing,
    SupplierApproval,
    SupplierKind,
)


@gate
def agreement_blockers(
    organisation: Organisation, *, service: Service, at: datetime, product: str = "", room: str = ""
) -> Iterable[Blocker]:
    """Work for others needs a signed agreement in force then, for this service, product and room.

    The facility's own work needs none (FAC-03, EU GMP Part IV 13.2).
    """
    if organisation.kind == OrganisationKind.FACILITY:
        return
    signed = list(Agreement.objects.filter(organisation=organisation, signed_at__lte=at))
    fits = [one for one in signed if service in one.services]
    valid = [one for one in fits if one.standing(at) == Standing.IN_FORCE]
    told = {"who": organisation.name, "service": str(service.label).lower()}
    if not fits:
        yield Blocker(
            "NO_AGREEMENT",
            _("%(who)s has no agreement with us for %(service)s.") % told
            if not signed
            else _("No agreement with %(who)s covers %(service)s.") % told,
            clears=_("An agreement for this service is drafted and signed by QA."),
        )
    elif not valid:
        last = fits[0]
        yield Blocker(
            "AGREEMENT_NOT_IN_FORCE",
            _("The agreement %(number)s with %(who)s for %(service)s is “%(standing)s”.")
            % {**told, "number": last, "standing": last.standing(at).label},
            clears=_("A new version of it is signed by QA."),
        )
    elif not (covering := [one for one in valid if one.covers(product=product, room=room)]):
        yield Blocker(
            "OUT_OF_SCOPE",
            _("No agreement with %(who)s for %(service)s covers %(what)s.")
            % {**told, "what": ", ".join(filter(None, (product, room)))},
            clears=_("A new version that names it is signed by QA."),
        )
    else:
        yield from _quality_agreement(covering, at)


@gate
def supplier_blockers(
    organisation: Organisation, *, kind: SupplierKind, at: datetime, item: str = ""
) -> Iterable[Blocker]:
    """What is bought or tested elsewhere comes from whom QA approved for it (Part IV 13, 7.2).

    What is tested or done there, is done under a quality agreement that is in force then.
    """
    signed = list(
        SupplierApproval.objects.filter(organisation=organisation, kind=kind, signed_at__lte=at)
    )
    valid = [one for one in signed if one.standing(at) == Standing.IN_FORCE]
    told = {"who": organisation.name, "kind": str(kind.label).lower()}
    if not signed:
        yield Blocker(
            "NOT_APPROVED",
            _("%(who)s is not approved as %(kind)s.") % told,
            clears=_("QA approves it on evidence of an audit."),
        )
    elif not valid:
        last = signed[0]
        yield Blocker(
            "APPROVAL_NOT_IN_FORCE",
            _("The approval %(number)s of %(who)s is “%(standing)s”.")
            % {**told, "number": last, "standing": last.standing(at).label},
            clears=_("QA approves it anew."),
        )
    elif not (covering := [one for one in valid if one.covers(item)]):
        yield Blocker(
            "OUT_OF_SCOPE",
            _("%(who)s is not approved for %(item)s.") % {**told, "item": item},
            clears=_("QA approves it for this too."),
        )
    else:
        yield from _quality_agreement(covering, at)


def _quality_agreement(covering: Sequence[Engagement], at: datetime) -> Iterable[Blocker]:
    """One of those that cover it has a quality agreement in force then, where one is needed."""
    needing = [one for one in covering if one.needs_quality_agreement]
    if len(needing) < len(covering):
        return
    if not any(one.quality_standing(at) == Standing.IN_FORCE for one in needing):
        last = needing[0]
        yield Blocker(
            "NO_QUALITY_AGREEMENT",
            _("The quality agreement “%(named)s” with %(who)s is “%(standing)s”.")
            % {
                "named": last.quality_agreement or "–",
                "who": last.organisation.name,
                "standing": last.quality_standing(at).label,
            },
            clears=_("A new version with a current quality agreement is signed by QA."),
            about=last.number,
        )
