"""Letters: kept here, opened in the owner's own mail program."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mensch.services import letters
from mensch.services.access import public, vault_of
from mensch.views.answers import act, say, today_again


@act
def create(request: HttpRequest, person: str) -> HttpResponse:
    vault, form = vault_of(request.user), request.POST
    words = {name: form.get(name, "") for name in ("kind", "nudge", "subject", "body")}
    letter = public(letters.keep(vault=vault, person=person, now=timezone.now(), **words).pk)
    if not request.headers.get("HX-Request"):
        return redirect("letter", letter)
    return render(request, "letters/card.html", {"ready": letters.ready(vault=vault, letter=letter), "open": True})


@require_safe
@login_required
def show(request: HttpRequest, letter: str) -> HttpResponse:
    return render(request, "letters/letter.html", {"ready": letters.ready(vault=vault_of(request.user), letter=letter)})


@require_safe
@login_required
def file(request: HttpRequest, letter: str) -> HttpResponse:
    content = letters.file(vault=vault_of(request.user), letter=letter)
    name = {"Content-Disposition": 'attachment; filename="letter.eml"'}
    return HttpResponse(content, content_type="message/rfc822", headers=name)


@act
def sent(request: HttpRequest, letter: str) -> HttpResponse:
    vault = vault_of(request.user)
    laid = letters.sent(vault=vault, letter=letter, now=timezone.now())
    say(request, _("Good. It went."), undo=reverse("laid_undoing", args=[public(laid.pk)]) if laid else "")
    return today_again(request)
