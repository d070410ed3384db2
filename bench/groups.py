"""Every group of figures by its name for ONLY."""

from bench import (
    api,
    audit,
    board,
    bookings,
    exposures,
    finding,
    installation,
    lists,
    pdf,
    readings,
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
    "bookings": bookings.figures,
    "search": finding.figures,
    "api": api.figures,
    "pdf": pdf.figures,
    "servers": servers.figures,
    "readings": readings.figures,
    "exposures": exposures.figures,
    "board": board.figures,
    "stock": stock.figures,  # last: millions of rows more are no place for the others
    "setup": installation.figures,
}
