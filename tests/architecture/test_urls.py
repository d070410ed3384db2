"""Every address has a name of its own and a page that says what it is."""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

from tests.architecture.house import PARTS, files, told


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for found in resolver.url_patterns:
        if isinstance(found, URLResolver):
            yield from patterns(found)
        else:
            yield found


ALL = list(patterns(get_resolver()))
OWN = {
    pattern.name: pattern
    for pattern in ALL
    if pattern.name and inspect.unwrap(pattern.callback).__module__.split(".")[0] in PARTS
}


def test_it_works():
    assert {"home", "batch-list", "batch", "step", "board", "sign-in"} <= {
        pattern.name for pattern in ALL
    }


def test_names_are_given_once():
    counts = Counter(pattern.name for pattern in ALL if pattern.name)
    assert [name for name, count in counts.items() if count > 1] == []


def test_every_page_says_what_it_is_or_is_seen_by_a_test():
    tests = "".join(path.read_text(encoding="utf-8") for path in files(".py") if is_test(path))
    silent = [
        name for name, pattern in OWN.items() if not described(pattern) and f'"{name}"' not in tests
    ]
    assert silent == []


def is_test(path: Path) -> bool:
    return told(path).startswith("tests/") and path != Path(__file__)


def described(pattern: URLPattern) -> bool:
    """True when the view, or what its class answers to, has a docstring."""
    view = inspect.unwrap(pattern.callback)
    shown = getattr(view, "cls", getattr(view, "view_class", None))
    if shown is None:
        return bool(view.__doc__)
    answers = [vars(shown).get(method) for method in shown.http_method_names]
    return any(found.__doc__ for found in (shown, *answers) if found is not None)
