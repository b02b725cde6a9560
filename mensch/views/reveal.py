"""The first honest look, and the owner's word on which addresses are theirs."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mensch.services import reworking
from mensch.services.access import vault_of
from mensch.services.reveal import reveal
from mensch.views.answers import say


@login_required
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    vault = vault_of(request.user)
    return render(request, "reveal/reveal.html", {"reveal": reveal(vault=vault, now=timezone.now())})


@login_required
@require_POST
def own_address(request: HttpRequest, ownaddress: str) -> HttpResponse:
    vault, mine = vault_of(request.user), request.POST.get("mine") == "yes"
    if not reworking.decide_now(vault=vault, public_id=ownaddress, mine=mine, now=timezone.now()):
        say(request, _("Kept. Who wrote to whom is being worked out anew; these figures follow in a moment."))
    return redirect("reveal")
