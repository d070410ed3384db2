"""From the text of a file to its tree; what is no YAML, or says nothing, is refused at once."""

from __future__ import annotations

from dataclasses import replace

import yaml
from django.utils.translation import gettext as _
from yaml.error import Mark, MarkedYAMLError
from yaml.nodes import MappingNode, Node
from yaml.reader import ReaderError

from batches.drafts import ROOT, Fault
from batches.drafts.showing import short
from batches.master_file.loader import MasterLoader
from batches.master_file.tree import Tree
from integrity.refusals import Refused, from_problem
from measures.problems import ValueProblem, gettext_noop

LONGEST = 2_000_000
ACCEPTED = gettext_noop("Accepted: keys with values: %(keys)s.")


def read_tree(text: str, *, keys: str) -> Tree:
    """The tree of a file that is a mapping; `keys` are told to who gives anything else."""
    if len(text) > LONGEST:
        message = gettext_noop("This has %(length)s characters.")
        accepted = gettext_noop("Accepted: up to %(most)s characters.")
        raise _refused(ValueProblem("LENGTH", message, accepted, length=len(text), most=LONGEST))
    root = _composed(text, keys)
    if root is None or root.tag == "tag:yaml.org,2002:null":
        message = gettext_noop("There is nothing in it.")
        raise _refused(ValueProblem("EMPTY_FILE", message, ACCEPTED, keys=keys))
    if not isinstance(root, MappingNode):
        message = gettext_noop("There are no keys with values in it.")
        raise _refused(ValueProblem("NOT_A_MAPPING", message, ACCEPTED, keys=keys))
    return Tree(root)


def _composed(text: str, keys: str) -> Node | None:
    loader = None
    try:
        loader = MasterLoader(text)
        return loader.get_single_node()
    except ReaderError as error:
        before = text[: error.position]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise _not_yaml(str(error.reason), line, column, keys) from None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _not_yaml(str(error.problem or error.context), *_where(mark), keys) from None
    except (yaml.YAMLError, ValueError, ArithmeticError):
        # PyYAML lets through what Python says of the character \UFFFFFFFF.
        why = _("a character or number is too large")
        raise _not_yaml(why, *_where(loader.get_mark() if loader else None), keys) from None


def _where(mark: Mark | None) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _not_yaml(why: str, line: int, column: int, keys: str) -> Refused:
    problem = ValueProblem(
        "NOT_YAML",
        gettext_noop("This cannot be read as YAML: %(why)s."),
        ACCEPTED,
        why=short(why),
        keys=keys,
    )
    said = from_problem(problem, field=ROOT.pointer)
    params = {"line": line, "column": column, "problem": said.message}
    return Refused(
        [replace(said, message=_("line %(line)s, column %(column)s: %(problem)s") % params)]
    )


def _refused(problem: ValueProblem) -> Refused:
    return Refused([Fault(ROOT, problem).blocker(line=1)])
