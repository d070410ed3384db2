"""The family of a lot as pages show it: nodes in columns, edges between them, and two trees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext

from materials.amounts import amount_of
from materials.genealogy import ancestors, descendants, held
from materials.models import Container, Edge, Lot
from people.models import User

READ, MOST, FEW = 2_000, 150, 6
COLUMN, ROW, WIDTH, HEIGHT = 228, 78, 196, 64


@dataclass
class Node:
    """A container at its place in the drawing, with the edges out of it and into it.

    `others` are as many more of its lot that are made of the same and went into the same.
    """

    container: Container
    column: int = 0
    row: int = 0
    is_held: bool = False
    is_own: bool = False
    others: int = 0
    into: list[Link] = field(default_factory=list)
    out_of: list[Link] = field(default_factory=list)

    @property
    def x(self) -> int:
        return self.column * COLUMN

    @property
    def y(self) -> int:
        return self.row * ROW

    @property
    def middle(self) -> int:
        return self.y + HEIGHT // 2

    @property
    def right(self) -> int:
        return self.x + WIDTH

    @property
    def sign(self) -> str:
        return "alert" if self.is_held else self.container.lot.sign

    @property
    def state(self) -> str:
        """In words: a colour alone says nothing."""
        return gettext("On hold") if self.is_held else str(self.container.lot.get_status_display())


@dataclass
class Link:
    edge: Edge
    parent: Node
    child: Node

    @property
    def amount(self) -> str:
        """How much of the parent went into it, with its unit."""
        unit = self.parent.container.lot.measured_in
        return amount_of(self.edge.quantity, unit)

    @property
    def path(self) -> str:
        """A curve from the parent's right side to the child's left one."""
        bend = (self.parent.right + self.child.x) // 2
        return (
            f"M{self.parent.right} {self.parent.middle} C{bend} {self.parent.middle} "
            f"{bend} {self.child.middle} {self.child.x} {self.child.middle}"
        )


@dataclass
class Branch:
    """A line of a tree: how it came there, the container, and what follows it; each once."""

    node: Node
    link: Link | None = None
    is_repeated: bool = False
    branches: list[Branch] = field(default_factory=list)


@dataclass
class Family:
    """All that somebody may see of it; `left_out` says how many more there are."""

    nodes: list[Node]
    links: list[Link]
    made_of: list[Branch]
    made_into: list[Branch]
    left_out: int = 0

    @property
    def width(self) -> int:
        return max((node.right for node in self.nodes), default=0) + 4

    @property
    def height(self) -> int:
        return max((node.y for node in self.nodes), default=0) + HEIGHT + 4


def family_of(lot: Lot, user: User) -> Family:
    """Everything that is in its containers and everything they are in, as the person may see."""
    own = set(Container.objects.filter(lot=lot).values_list("pk", flat=True))
    keys = ancestors(own) | descendants(own)
    visible = Container.objects.visible_to(user).filter(pk__in=keys)
    rows = list(visible.select_related("lot__material", "lot__product").order_by("code"))
    rows.sort(key=lambda one: one.pk not in own)
    nodes = {one.pk: Node(one, is_own=one.pk in own) for one in rows[:READ]}
    for key in held(list(nodes)):
        nodes[key].is_held = True
    _links(nodes)
    shown = dict(islice(_folded(nodes).items(), MOST))
    links = _among(shown)
    _place(shown.values())
    starts = [node for node in shown.values() if node.is_own]
    return Family(
        sorted(shown.values(), key=lambda node: (node.column, node.row)),
        links,
        [_branch(node, "out_of", set()) for node in starts if node.out_of],
        [_branch(node, "into", set()) for node in starts if node.into],
        left_out=len(rows) - sum(1 + node.others for node in shown.values()),
    )


def _links(nodes: dict[UUID, Node]) -> None:
    for edge in Edge.objects.filter(Q(parent__in=nodes) & Q(child__in=nodes)).order_by("pk"):
        link = Link(edge, nodes[edge.parent_id], nodes[edge.child_id])
        link.parent.into.append(link)
        link.child.out_of.append(link)


def _folded(nodes: dict[UUID, Node]) -> dict[UUID, Node]:
    """Of many containers that came about alike and went the same way, the first one only."""
    alike: dict[object, list[Node]] = defaultdict(list)
    for node in nodes.values():
        made_of = frozenset(link.edge.parent_id for link in node.out_of)
        went_into = frozenset(link.edge.child_id for link in node.into)
        alike[node.container.lot_id, node.is_held, made_of, went_into].append(node)
    for first, *others in alike.values():
        if len(others) >= FEW:
            first.others = len(others)
            for one in others:
                del nodes[one.container.pk]
    return nodes


def _among(shown: dict[UUID, Node]) -> list[Link]:
    """The links between what is shown; those to what is not are dropped."""
    for node in shown.values():
        node.into = [link for link in node.into if link.edge.child_id in shown]
        node.out_of = [link for link in node.out_of if link.edge.parent_id in shown]
    return [link for node in shown.values() for link in node.into]


def _place(nodes: Iterable[Node]) -> None:
    """Each stands right of everything that is in it, and below what stands there already."""
    waiting = {id(node): len(node.out_of) for node in nodes}
    ready = [node for node in nodes if not node.out_of]
    rows: dict[int, int] = defaultdict(int)
    while ready:
        node = ready.pop(0)
        node.row = rows[node.column]
        rows[node.column] += 1
        for link in node.into:
            link.child.column = max(link.child.column, node.column + 1)
            waiting[id(link.child)] -= 1
            if not waiting[id(link.child)]:
                ready.append(link.child)


def _branch(node: Node, way: str, said: set[UUID], link: Link | None = None) -> Branch:
    """What follows a container is said where it comes first, and not again."""
    if node.container.pk in said:
        return Branch(node, link, is_repeated=True)
    said.add(node.container.pk)
    links: Sequence[Link] = getattr(node, way)
    following = [(one.child if way == "into" else one.parent, one) for one in links]
    return Branch(node, link, branches=[_branch(one, way, said, by) for one, by in following])
