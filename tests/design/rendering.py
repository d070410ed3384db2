"""Renders a line of template, components and all, without a page or a database around it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.template import Engine
from django.template.context import make_context
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler

FACILITY = SimpleNamespace(name="Demo site", is_fictitious=True, time_zone="Europe/Amsterdam")


def render(line: str, address: str = "/", **context: Any) -> str:
    """The HTML, with white space put together."""
    template = Engine.get_default().from_string(CottonCompiler().process(line))
    request = RequestFactory().get(address)
    html = template.render(make_context({"facility": FACILITY, **context}, request))
    return " ".join(html.split())
