"""The first page of a member whose book is empty: what to bring, and who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mensch.forms.welcome import WelcomeForm
from mensch.services import first_run, places
from mensch.services.access import vault_of

if TYPE_CHECKING:
    from mensch.models import User


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest) -> HttpResponse:
    user = cast("User", request.user)
    form = WelcomeForm(request.POST) if request.method == "POST" else _now_said(user)
    if form.is_valid():
        first_run.settle(user=user, vault=vault_of(user), now=timezone.now(), **form.cleaned_data)
        return redirect("imports")
    return render(request, "welcome/welcome.html", {"form": form}, status=422 if form.errors else 200)


def _now_said(user: User) -> WelcomeForm:
    vault = vault_of(user)
    return WelcomeForm(
        initial={
            "name": user.name,
            "addresses": "\n".join(one.value for one in first_run.own(vault=vault)),
            "zone": vault.time_zone,
            "region": vault.region or places.country_of(vault.time_zone),
        }
    )
