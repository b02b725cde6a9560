"""The one-time link: GET shows a button, only its POST signs in."""

from __future__ import annotations

import time

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mensch.accounts import BY_LINK
from mensch.services import ways_in

BACKEND = "mensch.sessions.Members"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def way_in(request: HttpRequest, link: str) -> HttpResponse:
    if request.method == "POST":
        user = ways_in.use(token=link)
        if user is None:
            return closed(request)
        login(request, user, backend=BACKEND)
        request.session[BY_LINK] = time.time()
        return redirect("home")
    if not ways_in.is_open(token=link):
        return closed(request)
    return private(render(request, "ways_in/open.html"))


def closed(request: HttpRequest) -> HttpResponse:
    """Unknown, expired, used: one answer for all three."""
    return private(render(request, "ways_in/closed.html", status=404))


def private(response: HttpResponse) -> HttpResponse:
    """The address of this page is a secret: it is not told to the next one."""
    response.headers["Referrer-Policy"] = "strict-origin"  # not no-referrer: browsers would send "Origin: null"
    return response
