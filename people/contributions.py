"""What people add to search, to everybody's work, and to what is told."""

from __future__ import annotations

from people import notices as notices
from people import own_work as own_work
from people import role_work as role_work
from people.findable import KINDS
from people.finding.kinds import contribute_finding

contribute_finding(*KINDS)
