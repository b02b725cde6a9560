"""Today."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mensch.services import first_run, today
from mensch.services.access import vault_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Today; for a member whose book is still empty, what to bring."""
    if request.user.is_authenticated and first_run.is_first(vault=vault_of(request.user)):
        return redirect("welcome")
    return redirect("today")


@require_safe
@login_required
def show(request: HttpRequest) -> HttpResponse:
    return render(request, "today/today.html", {"today": today.show(vault=vault_of(request.user), now=timezone.now())})
