"""Every group of figures by its name for ONLY."""

from bench import api, installation, lists, pdf, servers, steps
from bench.report import Group

GROUPS: dict[str, Group] = {
    "steps": steps.figures,
    "lists": lists.figures,
    "api": api.figures,
    "pdf": pdf.figures,
    "servers": servers.figures,
    "setup": installation.figures,
}
