"""What the whole adds to search, to everybody's work, and to what is told."""

from __future__ import annotations

from cgtlims import notices as notices
from cgtlims import work as work
from cgtlims.findable import KINDS
from people.finding.kinds import contribute_finding

contribute_finding(*KINDS)
