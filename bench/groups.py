"""Every group of figures by its name for ONLY."""

from bench import lists, steps
from bench.report import Group

GROUPS: dict[str, Group] = {
    "steps": steps.figures,
    "lists": lists.figures,
}
