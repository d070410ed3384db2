"""The product that a file names for whoever loads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from batches.drafts import Fault, Place
from batches.drafts.keys import unknown_keys
from batches.drafts.rules import Rule, Truth
from batches.drafts.showing import shown
from batches.drafts.texts import Line, longest
from materials.models import Product
from measures.problems import ValueProblem, gettext_noop

RULES: dict[str, Rule] = {
    "code": Line(longest(Product, "code")),
    "name": Line(longest(Product, "name")),
    "autologous": Truth(),
}


def product_faults(content: Any, place: Place) -> Iterator[Fault]:
    """What a product could not be registered with."""
    if not isinstance(content, Mapping):
        problem = ValueProblem(
            "NOT_A_MAPPING",
            gettext_noop("“%(value)s” stands where keys with values belong."),
            gettext_noop("Accepted: keys with values: %(keys)s."),
            value=shown(content),
            keys=", ".join(RULES),
        )
        yield Fault(place, problem)
        return
    yield from unknown_keys(content, RULES, place)
    for key, rule in RULES.items():
        if key in content:
            yield from rule.faults(content[key], place / key)
