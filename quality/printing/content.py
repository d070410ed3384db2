"""What is printed: a record in its parts, or a list as it was filtered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from documents.rendering.html import section_html
from integrity.models import Signature
from people.models.qualification import day_of
from quality.charts import chart, height
from quality.commands.printouts import TRENDS
from quality.models import Classification, Printout
from quality.parts.shapes import Fact, Part
from quality.trends import TrendAsked
from quality.web import urls as urls
from quality.web.impact_list import IMPACTS, Impacts
from quality.web.kinds import KINDS, Kind
from quality.web.listing import DUES, Asked, Listed, asked_for, choices_of

ROWS = 200


@dataclass(frozen=True)
class Printed:
    """A title, and the HTML of every section in order."""

    title: str
    sections: tuple[str, ...]

    @property
    def digest(self) -> str:
        """sha256 over what is printed, to tell one printout from another."""
        return sha256("\0".join(self.sections).encode()).hexdigest()


def printed(printout: Printout, at: datetime) -> Printed:
    """Read as who asked for it: nothing is on paper that the page would not show."""
    if printout.kind == TRENDS:
        return of_trends(printout, at)
    if printout.kind == IMPACTS.slug:
        return of_list(IMPACTS, printout, at)
    kind = KINDS[printout.kind]
    return of_record(kind, printout, at) if printout.number else of_list(kind, printout, at)


def of_record(kind: Kind, printout: Printout, at: datetime) -> Printed:
    record = kind.rows(printout.asked_by).get(number=printout.number)
    title = f"{kind.one} {record.number}"
    parts = [*kind.parts(record, at), signed(record)]
    shows = {"title": title, "record": record, "state": kind.state(record, at), "parts": parts}
    return Printed(title, (section_html("quality/print/record.html", shows),))


def signed(record: Any) -> Part:
    rows = [
        [
            Fact(_("Meaning"), one.get_meaning_display()),
            Fact(_("Name"), one.signer_name),
            Fact(_("When"), at=one.at),
            Fact(_("Reason"), one.reason or "–"),
            Fact(_("Void"), _("void") if one.is_void else "–"),
        ]
        for one in Signature.objects.of(*record.signed_records)
    ]
    return Part(_("Signatures"), rows=rows, none=_("Nobody has signed it yet."))


def of_list(kind: Kind | Impacts, printout: Printout, at: datetime) -> Printed:
    asked = Asked(**printout.filters)
    rows = [kind.row(one, at) for one in asked_for(kind, kind.rows(printout.asked_by), asked, at)]
    title = str(kind.title)
    shows = {"title": title, "asked": words_of(kind, asked), "count": len(rows)}
    pieces = [rows[start : start + ROWS] for start in range(0, len(rows), ROWS)] or [[]]
    return Printed(
        title,
        tuple(
            section_html(
                "quality/print/list.html", {**shows, "rows": piece, "is_first": at_piece == 0}
            )
            for at_piece, piece in enumerate(pieces)
        ),
    )


def of_trends(printout: Printout, at: datetime) -> Printed:
    """Drawn and told as on the page of quality."""
    asked = TrendAsked.of_address(printout.filters)
    found, label, title = asked.until(at), asked.label, asked.title
    names = [*Classification.labels, _("Not classified"), _("All")]
    rows = [[Fact(label, one.label), *map(Fact, names, (*one.counts, one.total))] for one in found]
    shows = {
        "title": title, "rows": rows, "chart": chart(found), "height": height(found),
        "period": _("%(months)s months until %(day)s")
        % {"months": asked.months, "day": date_format(day_of(at), "j M Y")},
    }  # fmt: skip
    return Printed(title, (section_html("quality/print/trends.html", shows),))


def words_of(kind: Listed, asked: Asked) -> str:
    """The filters as words; nothing when all are listed."""
    state = str(dict(choices_of(kind)).get(asked.state, ""))
    due = str(DUES[asked.due]) if asked.due else ""
    return ", ".join(filter(None, (state, asked.owner, due, asked.words)))
