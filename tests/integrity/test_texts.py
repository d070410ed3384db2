"""A text has something in it and fits its column; the refusal says how long it may be."""

from __future__ import annotations

import pytest

from integrity.texts import one_line, text_blockers
from people.models import Organisation


def reasons(**texts: str) -> list[tuple[str, str, str, str]]:
    found = text_blockers(Organisation, **texts)
    return [(one.code, one.field, str(one.message), str(one.clears)) for one in found]


def test_it_works():
    assert reasons(code="HALDEN", name="Halden Bio · Ærø") == []
    assert reasons(code="c" * 20, name="n" * 200) == []


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("", "REQUIRED", "A value is needed."),
        ("   ", "REQUIRED", "A value is needed."),
        ("c" * 21, "LENGTH", "This has 21 characters."),
        ("HAL\x00DEN", "NOT_PRINTABLE", "This has characters that cannot be printed."),
        ("HAL\nDEN", "NOT_PRINTABLE", "This has characters that cannot be printed."),
    ],
)
def test_what_does_not_fit_is_told_with_what_does(text, code, message):
    assert reasons(code=text, name="Halden Bio") == [
        (code, "code", message, "Accepted: 1 to 20 characters.")
    ]


def test_every_text_is_looked_at():
    assert [reason[1] for reason in reasons(code="", name="n" * 201)] == ["code", "name"]


def test_blanks_are_one_blank_and_none_around():
    assert one_line("  Halden \t Bio\n") == "Halden Bio"
