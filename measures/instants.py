"""Reading a date and time that a person typed: which instant it names, if it names one."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from measures.problems import ValueProblem, gettext_noop

# A day of this or the last century, and always a time: no entry means midnight by accident.
DATE_AND_TIME = re.compile(
    r"(?P<local>(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2})?)"
    r"(?: ?(?P<offset>[+-][0-9]{2}:[0-9]{2}|Z))?"
)
MINUTE = timedelta(minutes=1)
SHOWN = "%Y-%m-%d %H:%M"


def read_instant(text: str, *, zone: ZoneInfo) -> datetime:
    """The instant of `2026-11-21 14:05` on the clocks of `zone`, or at the offset typed behind it.

    Raises ValueProblem for what is no date and time, for a time that the clocks left out when
    they were put forward, and without an offset for one that came twice when they were put back.
    """
    found = DATE_AND_TIME.fullmatch(text)
    if found is None:
        raise _not_a_time(text)
    try:
        moment = datetime.fromisoformat(found["local"] + (found["offset"] or ""))
    except ValueError:
        raise _not_a_time(text) from None
    return moment if moment.tzinfo else _on_the_wall(moment, text, zone)


def _not_a_time(text: str) -> ValueProblem:
    return ValueProblem(
        "NOT_A_TIME",
        gettext_noop("“%(text)s” is not a date and time."),
        gettext_noop("Accepted: 2026-11-21 14:05."),
        text=text,
    )


def _on_the_wall(local: datetime, text: str, zone: ZoneInfo) -> datetime:
    if not _exists(local, zone):
        raise _left_out(local, text, zone)
    first, second = (local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() != second.utcoffset():
        raise ValueProblem(
            "DOUBLED_TIME",
            gettext_noop("“%(text)s” came twice: the clocks were put back."),
            gettext_noop(
                "Add %(first)s for the first time or %(second)s for the second, "
                "as in %(text)s%(first)s."
            ),
            text=text,
            first=_offset(first),
            second=_offset(second),
        )
    return first


def _exists(local: datetime, zone: ZoneInfo) -> bool:
    there_and_back = local.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
    return there_and_back.replace(tzinfo=None, fold=0) == local


def _left_out(local: datetime, text: str, zone: ZoneInfo) -> ValueProblem:
    before = after = local.replace(second=0)
    while not _exists(before - MINUTE, zone):
        before -= MINUTE
    while not _exists(after, zone):
        after += MINUTE
    return ValueProblem(
        "NO_SUCH_TIME",
        gettext_noop(
            "“%(text)s” does not exist: the clocks were put forward from %(before)s to %(after)s."
        ),
        gettext_noop("Accepted: a time before %(before)s, or from %(after)s on."),
        text=text,
        before=before.strftime(SHOWN),
        after=after.strftime(SHOWN),
    )


def _offset(moment: datetime) -> str:
    """As typed: +02:00."""
    return moment.replace(second=0, microsecond=0).isoformat()[19:]
