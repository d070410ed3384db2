"""The addresses of the door. Of allauth only what is named here can be reached.

allauth leads from one of its pages to another by its own names, so they are kept.
"""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as keys
from allauth.socialaccount.providers.openid_connect import views as single
from django.urls import include, path
from django.views.decorators.http import require_http_methods

from cgtlims.web.signin import first_account, lock, pages, reset, session_list, tablets

# Django's own views take PUT for POST; nothing here does.
shown_or_sent = require_http_methods(["GET", "HEAD", "POST"])
safety = [
    path("", shown_or_sent(factors.index), name="mfa_index"),
    path("sessions/", session_list.session_list, name="sessions"),
    path(
        "password/", shown_or_sent(pages.ChangePassword.as_view()), name="account_change_password"
    ),
    path("confirm/", shown_or_sent(account.reauthenticate), name="account_reauthenticate"),
    path("confirm/code/", shown_or_sent(factors.reauthenticate), name="mfa_reauthenticate"),
    path(
        "confirm/key/",
        shown_or_sent(keys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("app/", shown_or_sent(app.activate_totp), name="mfa_activate_totp"),
    path("app/remove/", shown_or_sent(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("keys/", shown_or_sent(keys.list_webauthn), name="mfa_list_webauthn"),
    path("keys/add/", shown_or_sent(keys.add_webauthn), name="mfa_add_webauthn"),
    path("keys/<int:pk>/remove/", shown_or_sent(keys.remove_webauthn), name="mfa_remove_webauthn"),
    path("codes/", shown_or_sent(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "codes/new/",
        shown_or_sent(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
]
urlpatterns = [
    path("account/safety/", include(safety)),
    path("sign-in/", shown_or_sent(pages.SignIn.as_view()), name="sign-in"),
    path("sign-in/", shown_or_sent(pages.SignIn.as_view()), name="account_login"),
    path("sign-in/second/", shown_or_sent(factors.authenticate), name="mfa_authenticate"),
    path("sign-in/by/<slug:provider_id>/", single.login, name="openid_connect_login"),
    path("sign-in/by/<slug:provider_id>/back/", single.callback, name="openid_connect_callback"),
    path("sign-in/new-password/", reset.new_password, name="new-password"),
    path("sign-in/turned-back/", pages.single_cancelled, name="socialaccount_login_cancelled"),
    path("sign-out/", pages.sign_out, name="sign-out"),
    path("session/alive/", lock.alive, name="session-alive"),
    path("session/lock/", lock.lock, name="session-lock"),
    path("session/unlock/", lock.unlock, name="session-unlock"),
    path("session/unlock/key/", lock.key_options, name="session-unlock-key"),
    path("session/badge/", tablets.switch, name="badge"),
    path("first-account/", first_account.first_account, name="first-account"),
]
