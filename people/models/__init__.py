from people.models.access_review import AccessDecision, AccessReview, AccessReviewLine
from people.models.badge import Badge, user_of_badge
from people.models.delegation import Delegation
from people.models.key_challenge import KeyChallenge
from people.models.lockout import Lockout
from people.models.notification import Matter, Notification, NotificationRule, Severity
from people.models.organisation import Organisation, OrganisationKind
from people.models.qualification import Qualification, QualificationKind
from people.models.role import Membership, Role
from people.models.tablet import Tablet, tablet_of
from people.models.user import User

__all__ = [
    "AccessDecision",
    "AccessReview",
    "AccessReviewLine",
    "Badge",
    "Delegation",
    "KeyChallenge",
    "Lockout",
    "Matter",
    "Membership",
    "Notification",
    "NotificationRule",
    "Organisation",
    "OrganisationKind",
    "Qualification",
    "QualificationKind",
    "Role",
    "Severity",
    "Tablet",
    "User",
    "tablet_of",
    "user_of_badge",
]
