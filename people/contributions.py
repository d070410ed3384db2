"""What people add to search and to everybody's work."""

from __future__ import annotations

from people import own_work as own_work
from people.findable import KINDS
from people.finding.kinds import contribute_finding

contribute_finding(*KINDS)
