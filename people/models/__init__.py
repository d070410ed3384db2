from people.models.badge import Badge, user_of_badge
from people.models.lockout import Lockout
from people.models.organisation import Organisation, OrganisationKind
from people.models.role import Membership, Role
from people.models.tablet import Tablet, tablet_of
from people.models.user import User

__all__ = [
    "Badge",
    "Lockout",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "Role",
    "Tablet",
    "User",
    "tablet_of",
    "user_of_badge",
]
