"""Headers on every response, and the owner's own language and time zone."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from mensch.limited import acts
from mensch.services import limits
from mensch.services.access import vault_of

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()",
}
Handler = Callable[[HttpRequest], HttpResponse]


class SecurityHeaders:
    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class OwnerSettings:
    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        zone = vault_of(request.user).time_zone
        with timezone.override(zoneinfo.ZoneInfo(zone)):
            return self.get_response(request)


class Limits:
    """Refuses what is tried too often, kindly. Which URL is which act stands in mensch.limited."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        place = request.resolver_match
        if request.method != "POST" or place is None:
            return None
        for act, who in acts(place.url_name or ""):
            if not limits.take(act=act, who=who(request)):
                return self.later(request, limits.wait(act))
        return None

    def later(self, request: HttpRequest, seconds: int) -> HttpResponse:
        response = render(request, "ways_in/later.html", {"minutes": seconds // 60}, status=429)
        response.headers["Retry-After"] = str(seconds)
        return response
