"""Things that are counted one by one; none of them converts into another."""

from measures.units.definition import Unit, counted

COUNTED: tuple[Unit, ...] = tuple(
    counted(thing)
    for thing in (
        "bag", "vial", "label", "plate", "set", "piece", "tube", "syringe", "flask", "bottle",
        "filter", "dose", "cycle", "passage",
    )
)  # fmt: skip
