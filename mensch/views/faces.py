"""Faces: the owner ticks whom they have met."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mensch.services import faces
from mensch.services.access import vault_of
from mensch.services.people_list import Listing
from mensch.views.answers import SeeOther, act, say


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def show(request: HttpRequest) -> HttpResponse:
    vault, now = vault_of(request.user), timezone.now()
    if request.method == "POST":
        if faces.remembered(vault=vault, people=request.POST.getlist("met"), now=now):
            undo = f"{reverse('faces_undoing')}?{urlencode({'at': now.isoformat()})}"
            say(request, _("Kept. Your word stands; no import changes it."), undo=undo)
        return SeeOther(_next(request))
    evidence, after = request.GET.get("evidence", ""), request.GET.get("after", "")
    word, found = faces.page(vault=vault, evidence=evidence, after=after)
    return render(request, "people/faces.html", {"word": word, "found": found, "last": _last(found)})


def _last(found: Listing) -> str:
    return found.lines[-1].row.public if found.lines else ""


def _next(request: HttpRequest) -> str:
    stays = {"evidence": request.POST.get("evidence", "")[:8], "after": request.POST.get("after", "")[:13]}
    return f"{reverse('faces')}?{urlencode(stays)}"


@act
def undoing(request: HttpRequest) -> HttpResponse:
    faces.take_back(vault=vault_of(request.user), at=request.GET.get("at", ""), now=timezone.now())
    say(request, _("Taken back."))
    return SeeOther(reverse("faces"))
