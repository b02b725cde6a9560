"""Acts on a line of Today: later, already done, not this one; rest; thanks; a promise's end; after a meeting."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mensch.services import after_meetings, nudges, promise_ends, rests, thanks
from mensch.services import today as today_service
from mensch.services.access import public, vault_of
from mensch.views.answers import act, back, say


@act
def nudge(request: HttpRequest, person: str) -> HttpResponse:
    vault, now, form = vault_of(request.user), timezone.now(), request.POST
    today = today_service.day_of(vault=vault, now=now)
    how, when, line = form.get("how", ""), form.get("when", ""), form.get("nudge", "")
    laid = nudges.lay(vault=vault, person=person, nudge=line, how=how, when=when, now=now, today=today)
    said = {"done": _("Done."), "later": _("It will come back."), "not-this": _("Gone from Today.")}
    say(request, said[laid.how], undo=reverse("laid_undoing", args=[public(laid.pk)]))
    return back(request)


@act
def undoing(request: HttpRequest, laid: str) -> HttpResponse:
    nudges.undo(vault=vault_of(request.user), laid=laid, now=timezone.now())
    say(request, _("Back on Today."))
    return back(request)


@act
def rest(request: HttpRequest, person: str) -> HttpResponse:
    row = rests.let_rest(vault=vault_of(request.user), person=person, now=timezone.now())
    say(request, _("It rests. If they write, you will see it here."), undo=reverse("rest_end", args=[public(row.pk)]))
    return back(request)


@act
def rest_end(request: HttpRequest, rest: str) -> HttpResponse:
    rests.end(vault=vault_of(request.user), rest=rest, now=timezone.now())
    say(request, _("Back from rest."))
    return back(request)


@act
def thank(request: HttpRequest, person: str) -> HttpResponse:
    thanks.thank(vault=vault_of(request.user), person=person, now=timezone.now())
    say(request, _("Noted: you said thank you."))
    return back(request)


@act
def promise_end(request: HttpRequest, promise: str) -> HttpResponse:
    how = request.POST.get("how", "")
    row = promise_ends.end(vault=vault_of(request.user), promise=promise, how=how, now=timezone.now())
    said = _("Kept.") if row.how == "kept" else _("Released. That is all right.")
    say(request, said, undo=reverse("promise_reopening", args=[promise]))
    return back(request)


@act
def promise_reopening(request: HttpRequest, promise: str) -> HttpResponse:
    promise_ends.reopen(vault=vault_of(request.user), promise=promise)
    say(request, _("The promise is open again."))
    return back(request)


@act
def after_meeting(request: HttpRequest) -> HttpResponse:
    vault, now, form = vault_of(request.user), timezone.now(), request.POST
    given = {key.removeprefix("answer-"): form.get(key, "") for key in form if key.startswith("answer-")}
    words = {"felt": form.get("felt", ""), "nudge": form.get("nudge", "")}
    today = today_service.day_of(vault=vault, now=now)
    laid = after_meetings.answer(vault=vault, answers=given, now=now, today=today, **words)
    undo = reverse("laid_undoing", args=[public(laid.pk)]) if laid else ""
    say(request, _("Kept. Only you can see it."), undo=undo)
    return back(request)
