"""What every request is asked about its session before a page sees it."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.http import urlencode

from cgtlims.api.edge import PREFIX
from cgtlims.web.middleware import Answer, database_down
from cgtlims.web.signin import sessions
from cgtlims.web.signin.origin import factor_is_demanded, origin_of

NO_SESSION = ("/static/", "/healthz")
SAFE = {"GET", "HEAD", "OPTIONS"}
WHILE_LOCKED = ("/session/", "/sign-out/")
WITHOUT_PASSWORD = ("/session/", "/sign-out/", "/sign-in/")
WITHOUT_FACTOR = ("/account/safety/", "/session/", "/sign-out/", "/sign-in/")


class SessionLife:
    """A session that is over is nobody's; a locked one answers nothing but its unlocking.

    What pages fetch by themselves keeps nothing alive: a page that is opened, a form that is sent
    and the page's own sign of life do.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.user_session = None  # type: ignore[attr-defined]
        if request.path.startswith(NO_SESSION):
            return self.get_response(request)
        try:
            stopped = judge(request)
        except OperationalError as error:
            return database_down(request, error)
        return stopped or self.get_response(request)


def judge(request: HttpRequest) -> HttpResponse | None:
    """Ends, locks or touches the session; an answer when the request stops here."""
    if not request.user.is_authenticated:
        return None
    at = timezone.now()
    session = sessions.of(request)
    if session is None:
        request.session.flush()
        request.user = AnonymousUser()
        return None
    if why := sessions.why_over(session, origin_of(request).tablet, at):
        sessions.end_here(request, session, why, at)
        request.user = AnonymousUser()
        return None
    request.user_session = session  # type: ignore[attr-defined]
    if sessions.is_locked(session, at):
        sessions.lock(session, origin_of(request), at)
        return None if request.path.startswith(WHILE_LOCKED) else locked(request)
    if is_by_hand(request):
        sessions.touch(session, at)
    return None


def is_by_hand(request: HttpRequest) -> bool:
    """Whether somebody did this, and not a page that asks again every few seconds."""
    if request.method not in SAFE:
        return True
    is_page = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    is_fetched = "HX-Request" in request.headers or request.path.startswith(PREFIX)
    return is_page and not is_fetched


def locked(request: HttpRequest) -> HttpResponse | None:
    """Pages lead to the unlocking and back; what is fetched is told so; the API sees nobody."""
    if request.path.startswith(PREFIX):
        request.user = AnonymousUser()
        return None
    unlock = resolve_url("session-unlock")
    if "HX-Request" in request.headers:
        return HttpResponse(status=401, headers={"X-Locked": unlock})
    back = request.get_full_path() if request.method in SAFE else resolve_url("home")
    return redirect(f"{unlock}?{urlencode({'next': back})}")


class OwnPasswordRequired:
    """Whose password was set or reset by somebody else sets one before anything else.

    Where the password that is there opens nothing, only the code does that was given for it.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith((*NO_SESSION, *WITHOUT_PASSWORD)):
            return self.get_response(request)
        user = request.user
        if isinstance(user, AnonymousUser) or not user.must_change_password:
            return self.get_response(request)
        if request.path.startswith(PREFIX):
            request.user = AnonymousUser()
            return self.get_response(request)
        page = "account_change_password" if user.has_usable_password() else "new-password"
        if request.path == resolve_url(page):
            return self.get_response(request)
        if "HX-Request" in request.headers:
            return HttpResponse(status=403)
        return redirect(page)


class FactorRequired:
    """Where a second factor is demanded, somebody without one sets it up before anything else.

    An enrolled tablet is a factor to whoever came in there by badge and PIN.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        session = sessions.row_of(request)
        if (
            session is None
            or session.data.get(sessions.FACTORS)
            or session.data.get(sessions.TABLET)
            or request.path.startswith((*NO_SESSION, *WITHOUT_FACTOR))
            or not factor_is_demanded(request)
        ):
            return self.get_response(request)
        if request.path.startswith(PREFIX):
            request.user = AnonymousUser()
            return self.get_response(request)
        if "HX-Request" in request.headers:
            return HttpResponse(status=403)
        return redirect("mfa_index")
