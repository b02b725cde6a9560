"""Is the process alive; is everything behind it ready."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from mensch.services import health


@require_safe
def alive(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def ready(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    facts = health.readiness()
    return JsonResponse(facts, status=200 if facts["ready"] else 503)
