"""Every group of figures by its name for ONLY."""

from bench import api, audit, installation, lists, pdf, servers, steps, verifier
from bench.report import Group

GROUPS: dict[str, Group] = {
    "steps": steps.figures,
    "audit": audit.figures,
    "verifier": verifier.figures,
    "lists": lists.figures,
    "api": api.figures,
    "pdf": pdf.figures,
    "servers": servers.figures,
    "setup": installation.figures,
}
