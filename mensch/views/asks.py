"""Asks and offers: the list, a new one, one with its answers, and its words changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mensch.errors import AdvertError, InputError
from mensch.forms.ask import AskForm, EditForm
from mensch.services import ask_list, ask_page, asks, introduction_lines, people_told, person_page
from mensch.services.access import public, vault_of
from mensch.services.ask_words import KINDS
from mensch.services.asks import More
from mensch.services.today import day_of
from mensch.views.answers import SeeOther, say

if TYPE_CHECKING:
    from mensch.models import Ask, Vault


@require_safe
@login_required
def every(request: HttpRequest) -> HttpResponse:
    vault = vault_of(request.user)
    tab, text = request.GET.get("tab", ""), request.GET.get("q", "")[:200].replace("\0", "")
    given, today = request.GET.get("from", ""), day_of(vault=vault, now=timezone.now())
    start = int(given) if given.isascii() and given.isdecimal() and len(given) < 5 else 0
    found = ask_list.listing(vault=vault, tab=tab, text=text, today=today, start=start, most=ask_list.PART)
    return render(request, "asks/asks.html", {"found": found})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: HttpRequest) -> HttpResponse:
    form = AskForm(request.POST) if request.method == "POST" else AskForm(initial=_given(request))
    if request.method == "POST" and form.is_valid():
        try:
            row = _kept(vault_of(request.user), form.cleaned_data)
        except InputError as error:
            _refuse(form, error)
        else:
            undo = f"{reverse('ask_end', args=[public(row.pk)])}?how=withdrawn"
            say(request, _("Kept. Nothing leaves here by itself."), undo=undo)
            return SeeOther(reverse("ask", args=[public(row.pk)]))
    return _form(request, form, {"whose": _whose(request)})


def _given(request: HttpRequest) -> dict[str, Any]:
    """What the address of the page says already; the person is looked up, so nobody else's shows."""
    return {name: request.GET.get(name, "").replace("\0", "")[:500] for name in ("person", "words", "side")}


def _whose(request: HttpRequest) -> Any:
    given = (request.POST if request.method == "POST" else request.GET).get("person", "")
    return person_page.find(vault=vault_of(request.user), text=given) if given else None


def asked_back(request: HttpRequest, person: str, error: AdvertError) -> HttpResponse:
    """The same words on the form, where the page of a person took them first."""
    form = AskForm({**request.POST.dict(), "person": person, "seen_by": More().seen_by})
    form.is_valid()
    _refuse(form, error)
    return _form(request, form, {"whose": person_page.find(vault=vault_of(request.user), text=person)})


def _kept(vault: Vault, said: dict[str, Any]) -> Ask:
    person = said["person"]
    if not person and said["who"].strip():
        person = public(people_told.meant(vault=vault, text=said["who"].strip()).pk)
    told = {name: said[name] for name in ("side", "words", "until")}
    now = timezone.now()
    return asks.add(vault=vault, person=person, more=_more(said), as_is=bool(said["as_is"]), now=now, **told)


def _more(said: dict[str, Any]) -> More:
    return More(said["kind"], said["town"], said["seen_by"], said["until"])


def _refuse(form: EditForm, error: InputError) -> None:
    """An advert may be kept as it is by a second press; everything else is said beside its field."""
    advert = isinstance(error, AdvertError)
    form.add_error("words" if advert or "who" not in form.fields else "who", str(error))
    form.advert = advert  # type: ignore[attr-defined]


def _form(request: HttpRequest, form: EditForm, more: dict[str, Any]) -> HttpResponse:
    shown = {"form": form, "advert": getattr(form, "advert", False), **more}
    return render(request, "asks/form.html", shown, status=422 if form.errors else 200)


@require_safe
@login_required
def one(request: HttpRequest, ask: str) -> HttpResponse:
    from mensch.services import ask_matches, shelf_ready  # numpy: only where it is needed

    vault, now = vault_of(request.user), timezone.now()
    today = day_of(vault=vault, now=now)
    page = ask_page.page(vault=vault, ask=ask, today=today)
    begun = introduction_lines.of_ask(vault=vault, ask=page.ask.pk, now=now)
    shown: dict[str, Any] = {"page": page, "id": ask, "kinds": KINDS.items(), "begun": begun}
    if page.open and page.looking:
        ready = shelf_ready.ready(vault=vault, today=today)
        if ready.shelf:
            shown["answers"] = ask_matches.answers(vault=vault, ask=page.ask, today=today, shelf=ready.shelf)
        shown["waits"], shown["seconds"] = ready.shelf is None, ready.seconds
    elif page.open:
        shown["seekers"] = ask_page.who_look_for(vault=vault, offer=page.ask, today=today)
    return _one(request, shown)


def _one(request: HttpRequest, shown: dict[str, Any]) -> HttpResponse:
    """The page; while it waits, what asks again each second gets its own part alone."""
    if not request.headers.get("HX-Request"):
        return render(request, "asks/ask.html", shown)
    if shown.get("waits"):
        return render(request, "asks/waiting.html", shown)
    return HttpResponse(headers={"HX-Refresh": "true"})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: HttpRequest, ask: str) -> HttpResponse:
    vault = vault_of(request.user)
    row = asks.find(vault=vault, ask=ask)
    as_it_stands = {name: getattr(row, name) for name in ("words", "kind", "town", "until", "seen_by")}
    form = EditForm(request.POST) if request.method == "POST" else EditForm(initial=as_it_stands)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        told = {"words": said["words"], "more": _more(said), "as_is": bool(said["as_is"])}
        try:
            _row, before = asks.edit(vault=vault, ask=ask, now=timezone.now(), **told)
        except InputError as error:
            _refuse(form, error)
        else:
            say(request, _("Changed."), undo=f"{reverse('ask_unedit', args=[ask])}?words={before}")
            return SeeOther(reverse("ask", args=[ask]))
    return _form(request, form, {"ask": row, "id": ask})
