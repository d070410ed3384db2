"""What was brought to be loaded: tables to read, and papers that their rows may name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings

from cgtlims.first_run.faults import Fault, of_file
from cgtlims.first_run.reading import TABLES
from documents.uploads import Received, receive
from documents.uploads.waiting import Brought
from integrity.reading.text import text_of
from integrity.refusals import Refused
from measures.problems import ValueProblem, gettext_noop

MOST_FILES = 90
MOST_MEGABYTES = 5
MEGABYTE = 1_000_000
BROUGHT = ("pdf", "txt")


@dataclass(frozen=True)
class Table:
    """A file of rows, as it came and as text."""

    name: str
    content: bytes
    text: str

    @property
    def sha256(self) -> str:
        return sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Upload:
    """`faults` are those of whole files, which could not be read."""

    names: tuple[str, ...]
    tables: tuple[Table, ...]
    papers: tuple[Received, ...]
    texts: tuple[tuple[str, str], ...]
    faults: tuple[Fault, ...]


def received(files: Iterable[Brought]) -> Upload:
    """Checks every file for what it is; papers are kept, as every file that is brought."""
    brought = list(files)
    faults = list(_of_all(brought))
    tables, papers, texts = [], [], []
    for one in brought:
        try:
            if one.ending in TABLES:
                tables.append(Table(one.name, one.content, _table(one)))
            elif one.ending in BROUGHT:
                paper = receive(one.name, one.content)
                papers.append(paper)
                if one.ending == "txt":
                    texts.append((paper.name, text_of(one.content)))
            else:
                raise _other_kind()
        except ValueProblem as problem:
            faults.append(of_file(one.name, problem, line=int(str(problem.params.get("line", 0)))))
        except Refused as refused:
            faults += [
                Fault(one.name, 0, "", 0, why.code, str(why.message), str(why.clears))
                for why in refused.blockers
            ]
    names = tuple(one.name for one in brought)
    return Upload(names, tuple(tables), tuple(papers), tuple(texts), tuple(faults))


def _table(one: Brought) -> str:
    most = min(MOST_MEGABYTES, settings.FILE_MEGABYTES)
    if len(one.content) > most * MEGABYTE:
        message = gettext_noop("This file is too large.")
        raise ValueProblem("TOO_LARGE", message, gettext_noop("Accepted: up to %(most)s MB."),
                           most=most)  # fmt: skip
    return text_of(one.content)


def _of_all(brought: list[Brought]) -> Iterable[Fault]:
    if not any(one.ending in TABLES for one in brought):
        message = gettext_noop("There is no file with rows.")
        accepted = gettext_noop("Accepted: at least one .csv or .yaml file.")
        yield of_file("", ValueProblem("NO_TABLE", message, accepted))
    if len(brought) > MOST_FILES:
        message = gettext_noop("These are %(count)s files.")
        accepted = gettext_noop("Accepted: up to %(most)s at once.")
        count = len(brought)
        yield of_file("", ValueProblem("TOO_MANY", message, accepted, count=count, most=MOST_FILES))
    names = [one.name for one in brought]
    for name in sorted({name for name in names if names.count(name) > 1}):
        message = gettext_noop("There are two files of this name.")
        yield of_file(name, ValueProblem("DOUBLED", message, gettext_noop("Accepted: each once.")))


def _other_kind() -> ValueProblem:
    return ValueProblem(
        "OTHER_KIND",
        gettext_noop("This is no kind of file that is loaded."),
        gettext_noop("Accepted: .csv, .yaml and .yml with rows, .pdf and .txt for documents."),
    )
