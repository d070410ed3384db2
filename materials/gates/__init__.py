"""Why something may not be done with a lot, a container or an order now."""

from materials.gates.counting import count_blockers
from materials.gates.release import lot_release_blockers
from materials.gates.supply import order_blockers, receipt_blockers, supply_blockers
from materials.gates.use import stock_blockers, use_blockers

__all__ = [
    "count_blockers",
    "lot_release_blockers",
    "order_blockers",
    "receipt_blockers",
    "stock_blockers",
    "supply_blockers",
    "use_blockers",
]
