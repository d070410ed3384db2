"""What materials add to lower apps: search, everybody's work, what is told, files,
deviations and labels; and to their own gates what quality knows.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from documents.attaching import Subject, contribute_files
from integrity.gates import contribute
from integrity.refusals import Blocker
from materials import deviating as deviating
from materials import deviating_masters as deviating_masters
from materials import labels as labels
from materials import notices as notices
from materials import work as work
from materials.deviations import release_blockers
from materials.findable import KINDS, visible_lots
from materials.gates import lot_release_blockers, supply_blockers
from materials.models import ApprovedSource, Lot
from people.finding.kinds import contribute_finding
from quality.gates.agreements import supplier_blockers
from quality.models import SupplierKind

contribute_finding(*KINDS)
contribute_files(Lot, Subject(visible_lots, lambda lot: reverse("lot", args=[lot.number])))


def approved_supplier(source: ApprovedSource, *, at: datetime) -> Iterable[Blocker]:
    """QA approved the supplier for this material, and it is in force (Part IV 7.2, 13)."""
    return supplier_blockers(
        source.supplier, kind=SupplierKind.MATERIAL, at=at, item=source.material.code
    )


contribute(supply_blockers, approved_supplier)
contribute(lot_release_blockers, release_blockers)
