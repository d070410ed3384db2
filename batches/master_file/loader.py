"""The part of YAML that a master needs: mappings, lists and plain values, each where it stands."""

from __future__ import annotations

import re
from typing import Any

import yaml
from django.utils.translation import gettext as _
from yaml.composer import ComposerError
from yaml.nodes import Node, ScalarNode

DEEPEST = 20
PREFIX = "tag:yaml.org,2002:"
UNDERSTOOD = {f"{PREFIX}{name}" for name in ("null", "bool", "int", "float")}
WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,17})")


class MasterLoader(yaml.SafeLoader):
    """Composes nodes without dates, merged keys, anchors, aliases and tags of one's own."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in pairs if tag in UNDERSTOOD]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    depth = 0

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if event.anchor is not None or getattr(event, "tag", None) is not None:
            raise ComposerError(
                None, None, _("anchors, aliases and tags are not accepted"), event.start_mark
            )
        if self.depth == DEEPEST:
            raise ComposerError(None, None, _("nested deeper than any master"), event.start_mark)
        self.depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1


def plain_value(node: ScalarNode) -> Any:
    """Null, true, false, a whole number in plain digits, a float; else the text as written.

    YAML reads 010 as 8, 1:30 as 90 and 1_000 as 1000; here they stay the texts they are.
    """
    text: str = node.value
    match node.tag.removeprefix(PREFIX):
        case "null":
            return None
        case "bool":
            return yaml.SafeLoader.bool_values[text.lower()]
        case "int" if WHOLE.fullmatch(text):
            return int(text)
        case "float":
            return _float(text)
    return text


def _float(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text
