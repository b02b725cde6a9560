"""Invitations: a member makes a link, a guest opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from mensch.services import invitations as service
from mensch.services.access import vault_of
from mensch.views.ways_in import closed, private

if TYPE_CHECKING:
    from mensch.models import User


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: HttpRequest) -> HttpResponse:
    """POST makes a link and shows it, once."""
    vault = vault_of(cast("User", request.user))
    link = service.invite(vault=vault) if request.method == "POST" else ""
    shown = {"link": link, "waiting": service.waiting(vault=vault)}
    return render(request, "invitations/invitations.html", shown)


@login_required
@require_POST
def withdraw(request: HttpRequest, invite: str) -> HttpResponse:
    service.withdraw(vault=vault_of(cast("User", request.user)), invitation=invite)
    messages.success(request, _("The invitation no longer opens anything."))
    return redirect("invitations")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, door: str) -> HttpResponse:
    """What a guest sees. POST remembers the invitation and leads to the sign-up page."""
    if not service.opens(token=door):
        return closed(request)
    if request.method == "POST":
        request.session["invite"] = door
        return redirect("account_signup")
    return private(render(request, "invitations/open.html"))
