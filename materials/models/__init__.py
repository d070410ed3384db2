from materials.models.container import Container
from materials.models.containment import Containment
from materials.models.finding import FAILED, DonorTests, Finding
from materials.models.genealogy import Edge, EdgeKind, Hold, Recall
from materials.models.lot import Lot, LotKind, LotStatus
from materials.models.material import ApprovedSource, Material, MaterialKind
from materials.models.movement import Issue, Movement, MovementKind, Reservation
from materials.models.order import Order, OrderLine
from materials.models.product import AtmpKind, LegalBasis, Product

__all__ = [
    "FAILED",
    "ApprovedSource",
    "AtmpKind",
    "Container",
    "Containment",
    "DonorTests",
    "Edge",
    "EdgeKind",
    "Finding",
    "Hold",
    "Issue",
    "LegalBasis",
    "Lot",
    "LotKind",
    "LotStatus",
    "Material",
    "MaterialKind",
    "Movement",
    "MovementKind",
    "Order",
    "OrderLine",
    "Product",
    "Recall",
    "Reservation",
]
