"""Acts on one ask: how it ends, who is not meant, which kind it is. Each can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mensch.core.asks import End
from mensch.services import ask_marks, asks, asks_noted, people_told
from mensch.services.access import public, vault_of
from mensch.views.answers import SeeOther, act, say
from mensch.views.person_facts import page_of

if TYPE_CHECKING:
    from mensch.models import Ask


def _page(ask: str) -> HttpResponse:
    return SeeOther(reverse("ask", args=[ask]))


@act
def end(request: HttpRequest, ask: str) -> HttpResponse:
    """Found, over; or, as Undo, it never was."""
    vault, form = vault_of(request.user), request.POST
    how = form.get("how") or request.GET.get("how") or End.OVER.value
    by, named = form.get("by", ""), form.get("named", "").strip()
    if how == End.FOUND and named:
        by = public(people_told.meant(vault=vault, text=named).pk)
    row = asks.end(vault=vault, ask=ask, now=timezone.now(), how=how, by=by)
    if how == End.WITHDRAWN:
        say(request, _("Taken back."))
        return _where_from(row)
    thanks = how == End.FOUND and by
    says = _("Found. A word of thanks waits on Today.") if thanks else _("Closed.")
    say(request, says, undo=reverse("ask_reopening", args=[ask]))
    return _page(ask) if form.get("stay") else _where_from(row)


@act
def reopening(request: HttpRequest, ask: str) -> HttpResponse:
    row = asks.reopen(vault=vault_of(request.user), ask=ask)
    say(request, _("Open again."))
    return _page(ask) if request.POST.get("stay") else _where_from(row)


def _where_from(row: Ask) -> HttpResponse:
    """The page of the person who asks; the owner's own stand in the list."""
    return page_of(row, "asks") if row.person_id else SeeOther(reverse("every_ask"))


@act
def unedit(request: HttpRequest, ask: str) -> HttpResponse:
    words = request.GET.get("words", "")
    asks.put_back(vault=vault_of(request.user), ask=ask, words=words, now=timezone.now())
    say(request, _("As it was."))
    return _page(ask)


@act
def kind(request: HttpRequest, ask: str) -> HttpResponse:
    chosen = request.POST.get("kind", request.GET.get("kind", ""))
    _row, before = ask_marks.choose_kind(vault=vault_of(request.user), ask=ask, kind=chosen)
    say(request, _("Looked for anew."), undo=f"{reverse('ask_kind', args=[ask])}?{urlencode({'kind': before})}")
    return _page(ask)


@act
def aside(request: HttpRequest, ask: str) -> HttpResponse:
    person = request.POST.get("person", "")
    row = ask_marks.set_aside(vault=vault_of(request.user), ask=ask, person=person, now=timezone.now())
    say(request, _("Not for this one."), undo=reverse("aside_removal", args=[public(row.pk)]))
    return _page(ask)


@act
def aside_removal(request: HttpRequest, aside: str) -> HttpResponse:
    row = ask_marks.take_back(vault=vault_of(request.user), aside=aside)
    say(request, _("Back among the others."))
    return _page(public(row.pk))


@act
def rule_out(request: HttpRequest, ask: str) -> HttpResponse:
    word = request.POST.get("word", request.GET.get("word", ""))
    ask_marks.rule_out(vault=vault_of(request.user), ask=ask, word=word)
    undo = f"{reverse('rule_out_removal', args=[ask])}?{urlencode({'word': word})}"
    say(request, _("Left out: %(word)s.") % {"word": word[:60]}, undo=undo)
    return _page(ask)


@act
def rule_in(request: HttpRequest, ask: str) -> HttpResponse:
    word = request.POST.get("word", request.GET.get("word", ""))
    ask_marks.rule_in(vault=vault_of(request.user), ask=ask, word=word)
    undo = f"{reverse('rule_outs', args=[ask])}?{urlencode({'word': word})}"
    say(request, _("Not left out any more: %(word)s.") % {"word": word[:60]}, undo=undo)
    return _page(ask)


@act
def from_note(request: HttpRequest, note: str) -> HttpResponse:
    row = asks_noted.from_note(vault=vault_of(request.user), note=note, now=timezone.now())
    undo = f"{reverse('ask_end', args=[public(row.pk)])}?how=withdrawn"
    say(request, _("Kept. Nothing leaves here by itself."), undo=undo)
    return _page(public(row.pk))
