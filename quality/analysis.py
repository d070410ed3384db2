"""What each method of an investigation asks for, kept as plain data, and whether it will do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from integrity.refusals import Blocker
from quality.models import Cause, Method
from quality.texts import paragraph_blockers, paragraphs

WHYS, MODES = 5, 4
FEWEST_WHYS, FEWEST_BRANCHES = 3, 2
BRANCHES = (
    Cause.PEOPLE, Cause.METHOD, Cause.MATERIAL, Cause.EQUIPMENT, Cause.ENVIRONMENT,
    Cause.MEASUREMENT,
)  # fmt: skip
SCORES = ("severity", "occurrence", "detection")
Analysis = Mapping[str, Any]


def risk_priority(mode: Mapping[str, Any]) -> int:
    """Severity by occurrence by detection: 1 to 1000."""
    severity, occurrence, detection = (int(mode[name]) for name in SCORES)
    return severity * occurrence * detection


def kept(method: Method, analysis: Analysis) -> dict[str, Any]:
    """What the method asks for: texts without blanks around them, and none that is empty."""
    match method:
        case Method.FIVE_WHYS:
            return {"whys": _until_last([paragraphs(why) for why in analysis.get("whys", ())])}
        case Method.ISHIKAWA:
            said = analysis.get("branches", {})
            texts = {str(code): paragraphs(said.get(code, "")) for code in BRANCHES}
            return {"branches": {code: text for code, text in texts.items() if text}}
        case Method.FMEA:
            return {"modes": [_mode(mode) for mode in analysis.get("modes", ())]}
        case Method.OTHER:
            return {}


def _mode(mode: Mapping[str, Any]) -> dict[str, Any]:
    texts = {name: paragraphs(mode.get(name, "")) for name in ("mode", "effect")}
    return {**texts, **{name: mode.get(name) for name in SCORES}}


def _until_last(whys: list[str]) -> list[str]:
    while whys and not whys[-1]:
        whys.pop()
    return whys


def analysis_blockers(method: Method, analysis: Analysis) -> Iterator[Blocker]:
    """What the method asks for is there, as it was kept."""
    match method:
        case Method.FIVE_WHYS:
            yield from _whys(analysis)
        case Method.ISHIKAWA:
            yield from _branches(analysis)
        case Method.FMEA:
            yield from _modes(analysis)
        case Method.OTHER:
            return


def _whys(analysis: Analysis) -> Iterator[Blocker]:
    whys = analysis["whys"]
    yield from paragraph_blockers(**{f"why_{at}": why for at, why in enumerate(whys, start=1)})
    if len(whys) < FEWEST_WHYS:
        yield Blocker(
            "TOO_FEW_WHYS",
            _("The cause of a cause was asked for %(asked)s times.") % {"asked": len(whys)},
            clears=_("Accepted: %(fewest)s to %(most)s whys, each about the answer before.")
            % {"fewest": FEWEST_WHYS, "most": WHYS},
            field=f"why_{len(whys) + 1}",
        )


def _branches(analysis: Analysis) -> Iterator[Blocker]:
    branches = analysis["branches"]
    texts = {f"branch_{code}": text for code, text in branches.items()}
    yield from paragraph_blockers(**texts)
    if len(branches) < FEWEST_BRANCHES:
        empty = next(code for code in BRANCHES if code not in branches)
        yield Blocker(
            "TOO_FEW_BRANCHES",
            _("Only %(looked)s branches were looked at.") % {"looked": len(branches)},
            clears=_("Accepted: %(fewest)s or more; say of a branch that nothing was found.")
            % {"fewest": FEWEST_BRANCHES},
            field=f"branch_{empty}",
        )


def _modes(analysis: Analysis) -> Iterator[Blocker]:
    if not analysis["modes"]:
        yield Blocker(
            "NO_FAILURE_MODE", _("No failure mode is written down."),
            clears=_("Accepted: one or more, each with its scores."), field="mode_1",
        )  # fmt: skip
    for at, mode in enumerate(analysis["modes"], start=1):
        yield from paragraph_blockers(
            **{f"mode_{at}": mode["mode"], f"effect_{at}": mode["effect"]}
        )
        for name in SCORES:
            if mode[name] is None or not 1 <= mode[name] <= 10:
                yield Blocker(
                    "NOT_A_SCORE", _("A score is needed."), clears=_("Accepted: 1 to 10."),
                    field=f"{name}_{at}",
                )  # fmt: skip
