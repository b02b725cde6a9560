"""“I met someone”: one screen, one hand, ten seconds."""

from __future__ import annotations

import secrets
import zoneinfo
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mensch.errors import InputError
from mensch.forms.met import MetForm
from mensch.services import captures, captures_undo
from mensch.services import today as today_service
from mensch.services.access import public, vault_of
from mensch.services.people_rows import path_of
from mensch.views.answers import SeeOther, act, say

_STAYS = ("where", "on", "group")  # for the next person of the same evening


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def show(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, _empty(request))
    form = MetForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    vault, now = vault_of(request.user), timezone.now()
    said = captures.Meeting(**form.cleaned_data)
    if known := captures.unclear(vault=vault, said=said):
        return _page(request, form, known, asked=True)
    try:
        kept = captures.capture(vault=vault, said=said, now=now, zone=zoneinfo.ZoneInfo(vault.time_zone))
    except InputError as error:
        form.add_error(None, str(error))
        return _page(request, form)
    name = {"name": kept.person.full}
    text = _("Kept: you met %(name)s again.") if kept.joined else _("Kept: you met %(name)s.")
    say(request, text % name, undo=reverse("met_undoing", args=[public(kept.touch.pk)]))
    return SeeOther(_next(request, said))


def _empty(request: HttpRequest) -> MetForm:
    """The form as a link may begin it: for somebody of the book, or for the next person of the same evening."""
    today = today_service.day_of(vault=vault_of(request.user), now=timezone.now())
    given = {name: request.GET.get(name, "")[:200] for name in ("name", "person", *_STAYS)}
    return MetForm(initial={**given, "on": given["on"] or today.isoformat(), "form_key": secrets.token_hex(16)})


def _page(request: HttpRequest, form: MetForm, known: Any = (), *, asked: bool = False) -> HttpResponse:
    shown = {"form": form, "known": known, "asked": asked, "chosen": form["person"].value()}
    return render(request, "met/met.html", shown, status=422 if form.errors or asked else 200)


def _next(request: HttpRequest, said: captures.Meeting) -> str:
    """Today, where the thanks wait; or the form again, at the same place."""
    if "next" not in request.POST:
        return reverse("today")
    stays = {name: str(getattr(said, name) or "") for name in _STAYS}
    return f"{reverse('met')}?{urlencode({name: value for name, value in stays.items() if value})}"


@require_safe
@login_required
def likely(request: HttpRequest) -> HttpResponse:
    """Who may be meant, while the name is typed."""
    known = captures.likely(vault=vault_of(request.user), name=request.GET.get("name", "")[:200])
    return render(request, "met/likely.html", {"known": known})


@act
def undoing(request: HttpRequest, touch: str) -> HttpResponse:
    row = captures_undo.undo(vault=vault_of(request.user), touch=touch)
    say(request, _("Taken back."))
    stays = captures_undo.is_there(vault=row.vault, person=row.person_id)
    return SeeOther(path_of(row.person_id, stays) if stays else reverse("people"))
