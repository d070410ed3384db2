"""The words and the states of verdicts."""

from __future__ import annotations

import pytest

from measures.verdicts import Conformity, Verdict

OUT = {
    Verdict.BELOW_ACTION,
    Verdict.ABOVE_ACTION,
    Verdict.BELOW_REJECT,
    Verdict.ABOVE_REJECT,
    Verdict.NOT_ACCEPTED,
}


def test_it_works() -> None:
    assert {verdict for verdict in Verdict if verdict.state == "action"} == OUT
    assert {verdict for verdict in Verdict if verdict.state == "hold"} == {Verdict.UNDECIDED}


def test_what_is_out_or_may_be_needs_a_reason() -> None:
    assert {verdict for verdict in Verdict if verdict.needs_reason} == {*OUT, Verdict.UNDECIDED}


def test_a_column_of_twelve_characters_takes_every_verdict() -> None:
    assert max(len(verdict) for verdict in Verdict) == 12


@pytest.mark.parametrize("kind", [Verdict, Conformity])
def test_every_verdict_has_a_word_of_its_own_and_a_state(
    kind: type[Verdict] | type[Conformity],
) -> None:
    words = [verdict.text for verdict in kind]
    assert all(words)
    assert len(set(words)) == len(words)
    assert {verdict.state for verdict in kind} <= {"ok", "alert", "action", "hold", "neutral"}


def test_only_what_conforms_or_lies_within_is_shown_as_good() -> None:
    assert [verdict for verdict in Verdict if verdict.state == "ok"] == [Verdict.WITHIN]
    assert [found for found in Conformity if found.state == "ok"] == [Conformity.CONFORMS]
