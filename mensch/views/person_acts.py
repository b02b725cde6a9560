"""Acts on a person's page: what passed, asks, promises, notes, rhythm. Each is a row, and can be taken back."""

from __future__ import annotations

import zoneinfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mensch.errors import AdvertError
from mensch.services import asks, noted, notes, promising, rhythms, said
from mensch.services.access import public, vault_of
from mensch.services.carried import LONGEST_LINK
from mensch.services.people_rows import path_of
from mensch.views import asks as ask_form
from mensch.views.answers import SeeOther, act, say
from mensch.views.person_facts import page_of


@act
def touch(request: HttpRequest, person: str) -> HttpResponse:
    vault, form = vault_of(request.user), request.POST
    told = {name: form.get(name, "") for name in ("way", "what", "place")}
    zone = zoneinfo.ZoneInfo(vault.time_zone)
    row = noted.note(vault=vault, person=person, on=said.day(form.get("on", "")), now=timezone.now(), zone=zone, **told)
    say(request, _("Noted."), undo=reverse("touch_removal", args=[public(row.pk)]))
    return page_of(row, "passed")


@act
def touch_removal(request: HttpRequest, touch: str) -> HttpResponse:
    row, words = noted.remove(vault=vault_of(request.user), touch=touch)
    again = f"{reverse('touch_return', args=[public(row.person_id)])}?words={words}"
    say(request, _("Taken back."), undo=again if len(again) <= LONGEST_LINK else "")
    return page_of(row, "passed")


@act
def touch_return(request: HttpRequest, person: str) -> HttpResponse:
    row = noted.put_back(vault=vault_of(request.user), person=person, words=request.GET.get("words", ""))
    say(request, _("It stands again."))
    return SeeOther(f"{path_of(row.pk, row.full)}#passed")


@act
def ask(request: HttpRequest, person: str) -> HttpResponse:
    """An advert is asked back on the form of its own, with the words still there."""
    vault, form = vault_of(request.user), request.POST
    told = {"side": form.get("side", ""), "words": form.get("words", ""), "until": said.day(form.get("until", ""))}
    try:
        row = asks.add(vault=vault, person=person, now=timezone.now(), **told)  # type: ignore[arg-type]
    except AdvertError as error:
        return ask_form.asked_back(request, person, error)
    undo = f"{reverse('ask_end', args=[public(row.pk)])}?how=withdrawn"
    say(request, _("Kept. Only you can see it."), undo=undo)
    return page_of(row, "asks")


@act
def promise(request: HttpRequest, person: str) -> HttpResponse:
    vault, form = vault_of(request.user), request.POST
    mine, due = form.get("who", "me") != "they", said.day(form.get("due", ""))
    row = promising.promise(
        vault=vault, person=person, by_me=mine, words=form.get("words", ""), due=due, now=timezone.now()
    )
    say(request, _("The promise is kept here."), undo=reverse("promise_removal", args=[public(row.pk)]))
    return page_of(row, "promises")


@act
def promise_confirmation(request: HttpRequest, promise: str) -> HttpResponse:
    row = promising.confirm(vault=vault_of(request.user), promise=promise)
    say(request, _("It is a promise."))
    return page_of(row, "promises")


@act
def promise_removal(request: HttpRequest, promise: str) -> HttpResponse:
    row = promising.remove(vault=vault_of(request.user), promise=promise)
    say(request, _("Gone: it was no promise."))
    return page_of(row, "promises")


@act
def note(request: HttpRequest, person: str) -> HttpResponse:
    row = notes.add(vault=vault_of(request.user), person=person, text=request.POST.get("text", ""), now=timezone.now())
    say(request, _("Noted. Only you can see it."), undo=reverse("note_removal", args=[public(row.pk)]))
    return page_of(row, "notes")


@act
def note_removal(request: HttpRequest, note: str) -> HttpResponse:
    """A long note does not fit into an Undo, so it is asked once more before it goes."""
    vault = vault_of(request.user)
    words = notes.kept_words(vault=vault, note=note)
    if len(words) > LONGEST_LINK and request.POST.get("sure") != "yes":
        row = notes.find(vault=vault, note=note)
        return render(request, "person/sure.html", {"note": row, "id": note, "person": row.person})
    row = notes.remove(vault=vault, note=note)
    again = f"{reverse('note_return', args=[public(row.person_id)])}?words={words}"
    say(request, _("The note is gone."), undo=again if len(words) <= LONGEST_LINK else "")
    return page_of(row, "notes")


@act
def note_return(request: HttpRequest, person: str) -> HttpResponse:
    row = notes.put_back(vault=vault_of(request.user), person=person, words=request.GET.get("words", ""))
    say(request, _("The note is back."))
    return page_of(row, "notes")


@act
def rhythm(request: HttpRequest, person: str) -> HttpResponse:
    days = request.POST.get("days") or request.GET.get("days", "")
    row, before = rhythms.wish(vault=vault_of(request.user), person=person, days=days, now=timezone.now())
    undo = f"{reverse('rhythm', args=[person])}?days={before}" if before not in (0, row.days) else ""
    say(
        request,
        _("Kept. Any word between you starts it anew."),
        undo=undo or reverse("rhythm_end", args=[public(row.pk)]),
    )
    return page_of(row, "rhythm")


@act
def rhythm_end(request: HttpRequest, rhythm: str) -> HttpResponse:
    row = rhythms.stop(vault=vault_of(request.user), rhythm=rhythm)
    say(request, _("No rhythm any more."), undo=f"{reverse('rhythm', args=[public(row.person_id)])}?days={row.days}")
    return page_of(row, "rhythm")
