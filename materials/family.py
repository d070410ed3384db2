"""The family of a lot as pages show it: nodes in columns, edges between them, and two trees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext

from materials.amounts import amount_of
from materials.drawn import drawn
from materials.models import Container, Edge, Lot
from people.models import User

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
    chosen = drawn(own, user)
    found = Container.objects.select_related("lot__material", "lot__product")
    rows = found.in_bulk(chosen.others.keys())
    nodes = {
        key: Node(rows[key], is_held=key in chosen.held, is_own=key in own, others=others)
        for key, others in chosen.others.items()
    }
    links = _links(nodes)
    _place(nodes.values())
    starts = [node for node in nodes.values() if node.is_own]
    return Family(
        sorted(nodes.values(), key=lambda node: (node.column, node.row)),
        links,
        [_branch(node, "out_of", set()) for node in starts if node.out_of],
        [_branch(node, "into", set()) for node in starts if node.into],
        left_out=chosen.left_out,
    )


def _links(nodes: dict[UUID, Node]) -> list[Link]:
    """The edges between what is drawn; those to what is not are dropped."""
    edges = Edge.objects.filter(parent__in=nodes, child__in=nodes).order_by("pk")
    links = [Link(edge, nodes[edge.parent_id], nodes[edge.child_id]) for edge in edges]
    for link in links:
        link.parent.into.append(link)
        link.child.out_of.append(link)
    return links


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
