"""Today."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe


@require_safe
def home(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    return redirect("today")


@require_safe
@login_required
def show(request: HttpRequest) -> HttpResponse:
    return render(request, "today/today.html", {})
