"""Carrying an upload out: each item matched to what is here, and made or changed by its command.

A dry run does the very same and is then taken back, so that it shows what will happen.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from cgtlims.first_run.faults import Fault, in_order, of_file, of_row
from cgtlims.first_run.kinds import Reference, shown
from cgtlims.first_run.outcome import Action, Line, Outcome
from cgtlims.first_run.reading import read_table
from cgtlims.first_run.shaping import Shaping, key_of
from cgtlims.first_run.subjects import SUBJECTS, Subject
from cgtlims.first_run.subjects.subject import Difference, Doing, Item
from cgtlims.first_run.tables import Row
from cgtlims.first_run.upload import Upload
from integrity.refusals import Blocker, NotPermitted, Refused, from_problem
from measures.problems import ValueProblem, gettext_noop

MOST_ROWS = 2000


def carry_out(upload: Upload, doing: Doing) -> Outcome:
    """Does all of it that can be done, inside the command that runs; every fault is collected."""
    shaping, faults, rows = Shaping(), list(upload.faults), 0
    for table in upload.tables:
        sheets, wrong = read_table(table.name, table.text)
        faults += wrong
        rows += sum(len(sheet.rows) for sheet in sheets)
        for sheet in sheets:
            shaping.take(sheet)
    if rows > MOST_ROWS:
        return Outcome((), (of_file("", _too_many(rows)),))
    carrying = Carrying(shaping, doing)
    carrying.all()
    found = in_order([*faults, *shaping.faults, *carrying.faults], upload.names)
    return Outcome((*carrying.lines, *carrying.unread()), tuple(found))


class Carrying:
    def __init__(self, shaping: Shaping, doing: Doing) -> None:
        self.shaping, self.doing = shaping, doing
        self.refused = shaping.refused
        self.lines: list[Line] = []
        self.faults: list[Fault] = []

    def all(self) -> None:
        for name, items in self.shaping.items.items():
            subject = SUBJECTS[name]
            if items and not self.doing.by.may(subject.permission, None, self.doing.at):
                self._not_permitted(subject, items)
                continue
            for item in items:
                self._one(subject, item)

    def unread(self) -> list[Line]:
        """The rows that were refused before anything was tried with them."""
        tried = {(one.subject, one.file, one.line) for one in self.lines}
        return [
            Line(name, _label(SUBJECTS[name], row), row.file, row.line, Action.REFUSED)
            for (name, key), row in self.shaping.first.items()
            if (name, key) in self.refused and (name, row.file, row.line) not in tried
        ]

    def _one(self, subject: Subject, item: Item) -> None:
        row, key = item.rows[0], key_of(item.rows[0], subject)
        before = len(self.faults)
        item = self._resolved(subject, item)
        action: Action = Action.REFUSED
        differences: tuple[Difference, ...] = ()
        if len(self.faults) == before:
            try:
                action, differences = self._done(subject, item, self.doing.of(row))
            except Refused as refused:
                self.faults += [_at(subject, item, why) for why in refused.blockers]
        if len(self.faults) > before:
            action = Action.REFUSED
            self.refused.add((subject.name, key))
        label = _label(subject, row)
        self.lines.append(Line(subject.name, label, row.file, row.line, action, differences))

    def _done(
        self, subject: Subject, item: Item, doing: Doing
    ) -> tuple[Action, tuple[Difference, ...]]:
        record = subject.find(item)
        if record is None:
            subject.make(item, doing)
            return Action.NEW, tuple(_all(subject, item))
        differences = tuple(self._differences(subject, record, item))
        fixed = [one for one in differences if subject.by_name()[one.column].fixed]
        self.faults += [_stays(item, one) for one in fixed]
        if fixed or not differences:
            return Action.SAME, differences
        subject.change(record, item, doing)
        return Action.CHANGED, differences

    def _differences(self, subject: Subject, record: Any, item: Item) -> list[Difference]:
        now, said = subject.now(record, item), subject.said(item)
        found = [
            Difference(column.name, shown(now.get(column.name)), shown(said[column.name]))
            for column in subject.columns
            if column.name in said and column.name not in subject.keys
        ]
        changed = [one for one in found if one.old != one.new]
        return [*changed, *subject.more(record, item, self.doing)]

    def _resolved(self, subject: Subject, item: Item) -> Item:
        """With records in the place of their codes."""
        values = dict(item.values)
        for column in subject.columns:
            text = values.get(column.name)
            if not text or not isinstance(column.kind, Reference):
                continue
            try:
                if (column.kind.subject, str(text).lower()) in self.refused:
                    raise _refused_above(str(text))
                values[column.name] = column.kind.resolved(text)
            except ValueProblem as problem:
                why = from_problem(problem, field=column.name)
                self.faults.append(of_row(item.rows[0], column.name, why))
        return Item(item.rows, values, item.parts)

    def _not_permitted(self, subject: Subject, items: list[Item]) -> None:
        refused = NotPermitted(self.doing.by.display_name, subject.permission)
        for file in dict.fromkeys(item.rows[0].file for item in items):
            why = refused.blockers[0]
            message, clears = str(why.message), _("Accepted: files that such a person loads.")
            self.faults.append(Fault(file, 0, "", 0, why.code, message, str(clears)))


def _label(subject: Subject, row: Row) -> str:
    return " ".join(filter(None, (row.text(one) for one in subject.keys)))


def _all(subject: Subject, item: Item) -> list[Difference]:
    """What a new record will say."""
    said = subject.said(item)
    texts = [(name.name, shown(said[name.name])) for name in subject.columns if name.name in said]
    return [Difference(name, "", text) for name, text in texts if text]


def _at(subject: Subject, item: Item, why: Blocker) -> Fault:
    """A command's reason at the row and column that it is about."""
    column = subject.named.get(why.field, why.field)
    named = column if column in subject.by_name() else ""
    rows = [row for row in item.rows if why.about and row.text("container") == why.about]
    return of_row(rows[0] if rows else item.rows[0], named, why)


def _stays(item: Item, one: Difference) -> Fault:
    why = Blocker(
        "STAYS",
        _("Here it is “%(old)s”, and a file does not change that.") % {"old": one.old},
        clears=_("Change it on its page, or say the same in the file."),
    )
    return of_row(item.rows[0], one.column, why)


def _refused_above(text: str) -> ValueProblem:
    return ValueProblem(
        "REFUSED_ABOVE",
        gettext_noop("“%(value)s” stands in these files and is refused itself."),
        gettext_noop("Mend that row first."),
        value=text,
    )


def _too_many(rows: int) -> ValueProblem:
    message = gettext_noop("These are %(rows)s rows.")
    accepted = gettext_noop("Accepted: up to %(most)s at once; load the rest after them.")
    return ValueProblem("TOO_MANY_ROWS", message, accepted, rows=rows, most=MOST_ROWS)
