"""Who could introduce the owner to somebody; and the owner's word that two others know each other."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mensch.core.touches import Standing
from mensch.services import paths, paths_near, person_page, told_so
from mensch.services import today as today_service
from mensch.services.access import public, vault_of
from mensch.views.answers import SeeOther, act, say


@require_safe
@login_required
def show(request: HttpRequest, person: str) -> HttpResponse:
    vault = vault_of(request.user)
    row = person_page.find(vault=vault, text=person)
    met = request.GET.get("known") == "met"
    known = Standing.MET if met else Standing.TWO_WAY
    day = today_service.day_of(vault=vault, now=timezone.now())
    answer = paths.routes(vault=vault, to=row.pk, today=day, known=known)
    near = paths_near.near(vault=vault, to=row) if answer.why else ()
    shown = {"person": row, "id": public(row.pk), "answer": answer, "near": near, "met": met}
    return render(request, "person/path.html", shown)


@act
def acquaintance(request: HttpRequest, person: str) -> HttpResponse:
    vault, given = vault_of(request.user), request.POST if "other" in request.POST else request.GET
    row = told_so.say(vault=vault, person=person, other=given.get("other", ""), now=timezone.now())
    say(request, _("Kept. It counts as your word."), undo=reverse("acquaintance_removal", args=[public(row.pk)]))
    return SeeOther(reverse("path", args=[person]))


@act
def acquaintance_removal(request: HttpRequest, acquaintance: str) -> HttpResponse:
    row = told_so.take_back(vault=vault_of(request.user), acquaintance=acquaintance)
    one, other = public(row.one_id), public(row.other_id)
    say(request, _("Taken back."), undo=f"{reverse('acquaintances', args=[one])}?other={other}")
    return SeeOther(reverse("person", args=[other]) + "#between")
