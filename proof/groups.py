"""Every proof by its name for ONLY."""

from bench.report import Group
from proof import worker_kills

GROUPS: dict[str, Group] = {"worker-kills": worker_kills.figures}
