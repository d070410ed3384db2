"""Every group of figures by its name for ONLY."""

from bench import (
    api,
    audit,
    board,
    finding,
    installation,
    lists,
    pdf,
    servers,
    steps,
    stock,
    verifier,
)
from bench.report import Group

GROUPS: dict[str, Group] = {
    "steps": steps.figures,
    "audit": audit.figures,
    "verifier": verifier.figures,
    "lists": lists.figures,
    "search": finding.figures,
    "api": api.figures,
    "pdf": pdf.figures,
    "servers": servers.figures,
    "board": board.figures,
    "stock": stock.figures,  # last: a million rows more are no place for the others
    "setup": installation.figures,
}
