"""What people add to search."""

from __future__ import annotations

from people.findable import KINDS
from people.finding.kinds import contribute_finding

contribute_finding(*KINDS)
