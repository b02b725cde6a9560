"""Letters: kept here; sent from the owner's mail account, or opened in their own mail program."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import reswap, retarget

from mensch.core.reasons import Reason
from mensch.services import bounces, letter_told, letters
from mensch.services.access import public, vault_of
from mensch.services.phrases import phrase
from mensch.views.answers import SeeOther, act, back, say, today_again

if TYPE_CHECKING:
    from mensch.models import Letter, User


@act
def create(request: HttpRequest, person: str) -> HttpResponse:
    vault, form = vault_of(request.user), request.POST
    words = {name: form.get(name, "") for name in ("kind", "nudge", "subject", "body")}
    letter = public(letters.keep(vault=vault, person=person, now=timezone.now(), **words).pk)
    if "send" in form:
        return _pressed(request, letter)
    if not request.headers.get("HX-Request"):
        return redirect("letter", letter)
    return render(request, "letters/card.html", {"ready": letters.ready(vault=vault, letter=letter), "open": True})


def _pressed(request: HttpRequest, letter: str) -> HttpResponse:
    """After a press: back where the reader was, with Undo; what cannot leave shows its letter, and says why."""
    vault, user = vault_of(request.user), cast("User", request.user)
    found = letters.press(vault=vault, letter=letter, by=user, now=timezone.now())
    if isinstance(found, Reason) or found.state == "draft":
        say(request, phrase(found) if isinstance(found, Reason) else _("Open it in your mail program."))
        return _page_of(request, letter)
    _say_so(request, found, letter)
    if request.headers.get("HX-Request"):
        return reswap(retarget(today_again(request), "#today"), "outerHTML")
    return SeeOther(reverse("today")) if found.nudge else _where_from(found)


def _say_so(request: HttpRequest, letter: Letter, public_id: str) -> None:
    if letter.state == "pressed":
        say(request, _("It leaves in ten seconds."), undo=reverse("letter_back", args=[public_id]))
    else:
        say(request, _("It is on its way already."))


def _where_from(letter: Letter) -> HttpResponse:
    return SeeOther(reverse("person", args=[public(letter.person_id)]) if letter.person_id else reverse("letters"))


def _back(request: HttpRequest) -> HttpResponse:
    answer = back(request)
    return SeeOther(answer.headers["Location"]) if answer.status_code == 302 else answer


def _page_of(request: HttpRequest, letter: str) -> HttpResponse:
    there = reverse("letter", args=[letter])
    if request.headers.get("HX-Request"):
        answer = HttpResponse()
        answer.headers["HX-Redirect"] = there
        return answer
    return SeeOther(there)


@act
def press(request: HttpRequest, letter: str) -> HttpResponse:
    return _pressed(request, letter)


@act
def taking_back(request: HttpRequest, letter: str) -> HttpResponse:
    gone = not letters.take_back(vault=vault_of(request.user), letter=letter, now=timezone.now())
    say(request, _("Already on its way.") if gone else _("Taken back. Your text is a draft again."))
    return _back(request)


@act
def putting_away(request: HttpRequest, letter: str) -> HttpResponse:
    letters.put_away(vault=vault_of(request.user), letter=letter, now=timezone.now())
    say(request, _("Put away. The text is still here."))
    return _back(request)


@require_safe
@login_required
def show(request: HttpRequest, letter: str) -> HttpResponse:
    return render(request, "letters/letter.html", {"ready": letters.ready(vault=vault_of(request.user), letter=letter)})


@require_safe
@login_required
def every(request: HttpRequest) -> HttpResponse:
    vault = vault_of(request.user)
    page = letter_told.page(vault=vault, before=request.GET.get("before", ""))
    return render(request, "letters/letters.html", {"page": page, "sends": letters.sends(vault)})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def returned(request: HttpRequest) -> HttpResponse:
    """A mail that came back, pasted by its owner."""
    taken, text = None, request.POST.get("mail", "")
    if request.method == "POST" and text.strip():
        taken = bounces.take(vault=vault_of(request.user), data=text.encode(), now=timezone.now(), pasted=True)
    return render(request, "letters/returned.html", {"taken": taken, "text": "" if taken and taken.told else text})


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
