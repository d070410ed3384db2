from people.models.organisation import Organisation, OrganisationKind
from people.models.role import Membership, Role
from people.models.user import User

__all__ = ["Membership", "Organisation", "OrganisationKind", "Role", "User"]
