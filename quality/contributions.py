"""What quality adds: a deviation for what is overruled, search, everybody's work, what is told,
what deviations are about, and which records have files.
"""

from __future__ import annotations

from people.finding.kinds import contribute_finding
from quality import about as about
from quality import about_documents as about_documents
from quality import files as files
from quality import notices as notices
from quality import overruled as overruled
from quality import work as work
from quality.findable import KINDS

contribute_finding(*KINDS)
