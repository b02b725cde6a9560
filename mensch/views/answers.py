"""How a page answers after an act: back to where the reader was, with one sentence and, where there is one, an undo."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from mensch.errors import InputError
from mensch.services import today
from mensch.services.access import vault_of

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def act(view: View[P]) -> View[P]:
    """A view that changes something: POST only, for members; what cannot be used is said in a sentence, as a 400."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return _sign_in(request)
        try:
            answer = view(request, *args, **kwargs)
        except InputError as error:
            return render(request, "parts/refused.html", {"says": str(error)}, status=400)
        asked_in_place = isinstance(answer, SeeOther) and request.headers.get("HX-Request")
        return today_again(request) if asked_in_place else answer

    return require_POST(guarded)


def _sign_in(request: HttpRequest) -> HttpResponse:
    """Sign-in as a page of its own: htmx would put it into a card."""
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(reverse(settings.LOGIN_URL))
    return redirect_to_login(reverse("today"))


def say(request: HttpRequest, text: str, undo: str = "") -> None:
    """Show a sentence on the next page; `undo` is the URL a press of Undo posts to."""
    messages.info(request, text, extra_tags=undo)


class SeeOther(HttpResponseRedirect):
    """After an act: look there. 303, so that no program posts again."""

    status_code = 303


def back(request: HttpRequest) -> HttpResponse:
    """Today's queue for htmx; else the page the reader came from, when it is one of ours."""
    if request.headers.get("HX-Request"):
        return today_again(request)
    came_from = request.META.get("HTTP_REFERER", "")
    ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    path = urlsplit(came_from).path if ours else ""
    return redirect(path or reverse("today"))


def today_again(request: HttpRequest) -> HttpResponse:
    """The queue as a fragment, or a way back to it."""
    if not request.headers.get("HX-Request"):
        return redirect("today")
    found = today.show(vault=vault_of(request.user), now=timezone.now())
    return render(request, "today/queue.html", {"today": found, "again": True})
