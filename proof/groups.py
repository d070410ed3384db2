"""Every proof by its name for ONLY."""

from bench.report import Group
from proof import audit_mutations, replay_mutations, worker_kills

GROUPS: dict[str, Group] = {
    "audit-mutations": audit_mutations.figures,
    "replay-mutations": replay_mutations.figures,
    "worker-kills": worker_kills.figures,
}
