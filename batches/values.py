"""What an operator typed for a parameter, understood and judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from batches.models import BatchParameter, ParameterKind
from measures.instants import read_instant
from measures.limits import judge
from measures.numbers import parse_decimal
from measures.problems import ValueProblem, gettext_noop
from measures.verdicts import Verdict

CLOCK_SLACK = timedelta(minutes=1)


@dataclass(frozen=True)
class ReadValue:
    """`raw` as typed; `number` or `instant` where the kind has one; the verdict."""

    raw: str
    verdict: Verdict
    number: Decimal | None = None
    instant: datetime | None = None


def read_value(parameter: BatchParameter, text: str, *, at: datetime, zone: ZoneInfo) -> ReadValue:
    """Reads one value as its parameter's kind asks; times are local to `zone`.

    Raises ValueProblem saying what is wrong and what is accepted. A value outside its limits is
    no problem: it is recorded with its verdict.
    """
    raw = " ".join(text.split())
    if not raw:
        raise ValueProblem("REQUIRED", gettext_noop("A value is needed."))
    match parameter.kind:
        case ParameterKind.NUMBER:
            return _number(parameter, raw)
        case ParameterKind.DATE_TIME:
            return ReadValue(raw, Verdict.NOT_JUDGED, instant=_instant(raw, at=at, zone=zone))
        case ParameterKind.CHOICE:
            return _answer(parameter, raw, tuple(parameter.choices))
        case ParameterKind.YES_NO:
            return _answer(parameter, raw, ("yes", "no"))
        case _:
            return _text(parameter, raw)


def _number(parameter: BatchParameter, raw: str) -> ReadValue:
    number = parse_decimal(raw)
    verdict = Verdict.NOT_JUDGED
    if parameter.action_limits or parameter.alert_limits:
        verdict = judge(number, action=parameter.action_limits, alert=parameter.alert_limits)
    return ReadValue(raw, verdict, number=number)


def _instant(raw: str, *, at: datetime, zone: ZoneInfo) -> datetime:
    instant = read_instant(raw, zone=zone)
    if instant > at + CLOCK_SLACK:
        raise ValueProblem(
            "IN_THE_FUTURE",
            gettext_noop("“%(text)s” is in the future."),
            gettext_noop("Accepted: now or earlier."),
            text=raw,
        )
    return instant


def _answer(parameter: BatchParameter, raw: str, answers: tuple[str, ...]) -> ReadValue:
    if raw not in answers:
        raise ValueProblem(
            "NOT_A_CHOICE",
            gettext_noop("“%(text)s” cannot be chosen."),
            gettext_noop("Accepted: %(answers)s."),
            text=raw,
            answers=", ".join(answers),
        )
    if not parameter.accepted:
        return ReadValue(raw, Verdict.NOT_JUDGED)
    accepted = raw in parameter.accepted
    return ReadValue(raw, Verdict.WITHIN if accepted else Verdict.NOT_ACCEPTED)


def _text(parameter: BatchParameter, raw: str) -> ReadValue:
    least, most = parameter.min_length, parameter.max_length
    if not least <= len(raw) <= most:
        accepted = (
            gettext_noop("Accepted: exactly %(most)s characters.")
            if least == most
            else gettext_noop("Accepted: %(least)s to %(most)s characters.")
        )
        raise ValueProblem(
            "LENGTH",
            gettext_noop("This has %(length)s characters."),
            accepted,
            length=len(raw),
            least=least,
            most=most,
        )
    return ReadValue(raw, Verdict.NOT_JUDGED)
