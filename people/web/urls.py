from django.urls import path, register_converter

from people.web import (
    access_reviews,
    account,
    delegate,
    endings,
    notification_rules,
    notifications,
    organisations,
    password_reset,
    people_list,
    person,
    person_new,
    qualifications,
    roles,
    signing_key,
    tablets,
)


class Username:
    """What may stand in a user name."""

    regex = r"[\w.@+-]{1,60}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Username, "username")
urlpatterns = [
    path("people/", people_list.people_list, name="people"),
    path("people/new/", person_new.person_new, name="person-new"),
    path("people/accounts/<username:username>/", person.person_page, name="person"),
    path(
        "people/accounts/<username:username>/reset-password/",
        password_reset.password_reset,
        name="password-reset",
    ),
    path(
        "people/accounts/<username:username>/<slug:name>/", person.person_deed, name="person-deed"
    ),
    path("people/end/<slug:name>/<uuid:pk>/", endings.ending_page, name="people-ending"),
    path("people/organisations/", organisations.organisations, name="organisations"),
    path("people/organisations/new/", organisations.organisation_new, name="organisation-new"),
    path(
        "people/organisations/<uuid:pk>/",
        organisations.organisation_alter,
        name="organisation-alter",
    ),
    path("people/roles/", roles.roles, name="roles"),
    path("people/roles/new/", roles.role_new, name="role-new"),
    path("people/roles/alter/<slug:code>/", roles.role_alter, name="role-alter"),
    path("people/qualifications/", qualifications.qualifications, name="qualifications"),
    path("people/qualifications/new/", qualifications.qualification_new, name="qualification-new"),
    path(
        "people/qualifications/<slug:code>/",
        qualifications.qualification_alter,
        name="qualification-alter",
    ),
    path("people/tablets/", tablets.tablets, name="tablets"),
    path("people/tablets/new/", tablets.tablet_new, name="tablet-new"),
    path("people/access-reviews/", access_reviews.access_reviews, name="access-reviews"),
    path("people/access-reviews/<int:number>/", access_reviews.access_review, name="access-review"),
    path(
        "people/access-reviews/<int:number>/complete/",
        access_reviews.complete,
        name="access-review-complete",
    ),
    path("people/notifications/", notification_rules.notification_rules, name="notification-rules"),
    path(
        "people/notifications/new/",
        notification_rules.notification_rule_new,
        name="notification-rule-new",
    ),
    path(
        "people/notifications/<uuid:pk>/",
        notification_rules.notification_rule_alter,
        name="notification-rule-alter",
    ),
    path(
        "people/notifications/<uuid:pk>/switch/",
        notification_rules.notification_rule_switch,
        name="notification-rule-switch",
    ),
    path("notifications/", notifications.notifications, name="notifications"),
    path(
        "notifications/acknowledge/",
        notifications.notifications_acknowledge,
        name="notifications-acknowledge",
    ),
    path(
        "notifications/letters/", notifications.notifications_letters, name="notifications-letters"
    ),
    path("account/", account.account, name="account"),
    path("account/pin/", account.account_pin, name="account-pin"),
    path("account/signing-key/", signing_key.signing_key, name="signing-key"),
    path("account/delegate/", delegate.delegation_new, name="delegation-new"),
    path("account/delegate/<uuid:pk>/", delegate.delegation_sign, name="delegation-sign"),
]
