"""The first honest look, and the owner's word on which addresses are theirs."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from mensch.services import reworking
from mensch.services.access import vault_of
from mensch.services.reveal import reveal


@login_required
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    vault = vault_of(request.user)
    return render(request, "reveal/reveal.html", {"reveal": reveal(vault=vault, now=timezone.now())})


@login_required
@require_POST
def own_address(request: HttpRequest, ownaddress: str) -> HttpResponse:
    reworking.decide(
        vault=vault_of(request.user), public_id=ownaddress, mine=request.POST.get("mine") == "yes", now=timezone.now()
    )
    return redirect("reveal")
