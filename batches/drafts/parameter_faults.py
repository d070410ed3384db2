"""How what a parameter says against itself is put in words."""

from __future__ import annotations

from batches.drafts.showing import shown
from batches.drafts.texts import ACCEPTED
from batches.models import ParameterKind
from measures.limits import Limits
from measures.problems import ValueProblem, gettext_noop

LEAST_CHOICES = 2
LONGEST_RATIONALE = 5000


def other_kind(key: str, kind: str, kinds: tuple[ParameterKind, ...]) -> ValueProblem:
    return ValueProblem(
        "OTHER_KIND",
        gettext_noop("“%(key)s” says nothing where the kind is %(kind)s."),
        gettext_noop("Accepted: “%(key)s” where the kind is %(kinds)s."),
        key=key,
        kind=kind,
        kinds=", ".join(kinds),
    )


def alert_outside(alert: Limits, action: Limits) -> ValueProblem:
    return ValueProblem(
        "ALERT_OUTSIDE_ACTION",
        gettext_noop("The alert limits %(alert)s reach outside the action limits %(action)s."),
        gettext_noop("Accepted: alert limits within %(action)s."),
        alert=alert,
        action=action,
    )


def lengths_contradict(least: int, most: int) -> ValueProblem:
    return ValueProblem(
        "LENGTHS_CONTRADICT",
        gettext_noop("“min_length” %(least)s is above “max_length” %(most)s."),
        gettext_noop("Accepted: 0 to %(most)s."),
        least=least,
        most=most,
    )


def too_few_choices() -> ValueProblem:
    message = gettext_noop("This leaves nothing to choose.")
    accepted = gettext_noop("Accepted: a list of %(least)s or more.")
    return ValueProblem("TOO_FEW_CHOICES", message, accepted, least=LEAST_CHOICES)


def nobodys_answer(answer: str, answers: tuple[str, ...]) -> ValueProblem:
    return ValueProblem(
        "NOT_A_CHOICE",
        gettext_noop("“%(text)s” cannot be chosen."),
        gettext_noop("Accepted: %(answers)s."),
        text=shown(answer),
        answers=", ".join(answers),
    )


def no_rationale(criticality: str) -> ValueProblem:
    return ValueProblem(
        "NO_RATIONALE",
        gettext_noop("Why this is %(criticality)s is not said."),
        ACCEPTED,
        criticality=criticality,
        least=1,
        most=LONGEST_RATIONALE,
    )
