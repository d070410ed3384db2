"""Sign-in and sign-out."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from cgtlims.web.forms import SignInForm

urlpatterns = [
    path(
        "sign-in/",
        require_http_methods(["GET", "HEAD", "POST"])(
            LoginView.as_view(
                template_name="people/sign_in.html",
                authentication_form=SignInForm,
                redirect_authenticated_user=True,
                extra_context={"title": _("Sign in")},
            )
        ),
        name="sign-in",
    ),
    path("sign-out/", require_POST(LogoutView.as_view()), name="sign-out"),
]
