"""What monitoring adds to rooms, devices, deviations, search, labels and people’s work."""

from __future__ import annotations

from integrity.gates import contribute
from materials.gates import lot_release_blockers
from monitoring import alarms as alarms
from monitoring import deviations as deviations
from monitoring import exits as exits
from monitoring import exposed as exposed
from monitoring import findable as findable
from monitoring import handed_over as handed_over
from monitoring import labels as labels
from monitoring import measured as measured
from monitoring import notices as notices
from monitoring import work as work
from monitoring.gates.sessions import counts_blockers

contribute(lot_release_blockers, counts_blockers)
