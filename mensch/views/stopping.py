"""No more of such mail: GET shows a button, POST stops it. No account, no cookie; the token is the authority."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from mensch.services import stopping


@csrf_exempt  # RFC 8058: mail programs press without a cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, stop: str) -> HttpResponse:
    """The same answer for every token, known or not."""
    if request.method == "POST":
        stopping.stop(token=stop, now=timezone.now())
    answer = render(request, "letters/stop.html", {"stopped": request.method == "POST"})
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
