"""A person's page, and the forms that have a page of their own: correcting somebody, changing a note."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mensch.errors import InputError
from mensch.forms.person import NoteForm, PersonForm
from mensch.services import letters, notes, own_words, own_words_undo, person_letter, person_page, rhythms
from mensch.services import today as today_service
from mensch.services.access import public, vault_of
from mensch.services.carried import LONGEST_LINK
from mensch.services.noted import WAYS
from mensch.services.people_rows import path_of
from mensch.views.answers import SeeOther, act, say


@require_safe
@login_required
def show(request: HttpRequest, person: str) -> HttpResponse:
    vault = vault_of(request.user)
    row = person_page.find(vault=vault, text=person)
    path = path_of(row.pk, row.full)
    if person != public(row.pk) and request.path != path:  # a former name, or somebody who was joined
        query = request.META.get("QUERY_STRING", "")
        return redirect(f"{path}?{query}" if query else path)
    now = timezone.now()
    page = person_page.show(vault=vault, person=row, now=now, before=request.GET.get("before", ""))
    shown = {
        "page": page,
        "person": row,
        "id": public(row.pk),
        "sends": letters.sends(vault),
        "letter": person_letter.hello(vault=vault, person=row, page=page),
        "ways": list(WAYS),
        "rhythms": rhythms.CHOICES,
        "day": today_service.day_of(vault=vault, now=now),
    }
    return render(request, "person/person.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: HttpRequest, person: str) -> HttpResponse:
    vault, now = vault_of(request.user), timezone.now()
    row = person_page.find(vault=vault, text=person)
    as_it_stands = {name: getattr(row, name) for name in own_words.FIELDS}
    form = PersonForm(request.POST) if request.method == "POST" else PersonForm(initial=as_it_stands)
    if request.method == "POST" and form.is_valid():
        try:
            today = today_service.day_of(vault=vault, now=now)
            words = own_words.correct(vault=vault, person=public(row.pk), said=form.cleaned_data, now=now, today=today)
        except InputError as error:
            form.add_error(None, str(error))
        else:
            say(request, _("Kept. Your word stands; no import changes it."), undo=_undo_of(row.pk, words))
            return SeeOther(path_of(row.pk, form.cleaned_data["full"]))
    shown = {"form": form, "person": row, "back": path_of(row.pk, row.full)}
    return render(request, "person/edit.html", shown, status=422 if form.errors else 200)


def _undo_of(person: int, words: str) -> str:
    link = f"{reverse('person_edit_return', args=[public(person)])}?words={words}"
    return link if words and len(link) <= LONGEST_LINK else ""


@act
def edit_return(request: HttpRequest, person: str) -> HttpResponse:
    row = own_words_undo.take_back(vault=vault_of(request.user), person=person, words=request.GET.get("words", ""))
    say(request, _("As it was before."))
    return SeeOther(path_of(row.pk, row.full))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def note(request: HttpRequest, note: str) -> HttpResponse:
    vault = vault_of(request.user)
    row = notes.find(vault=vault, note=note)
    form = NoteForm(request.POST) if request.method == "POST" else NoteForm(initial={"text": row.text})
    back = path_of(row.person_id, row.person.full)
    if request.method == "POST" and form.is_valid():
        try:
            notes.edit(vault=vault, note=note, text=form.cleaned_data["text"])
        except InputError as error:
            form.add_error("text", str(error))
        else:
            say(request, _("The note is changed."))
            return SeeOther(f"{back}#notes")
    shown = {"form": form, "note": row, "id": note, "person": row.person, "back": back}
    return render(request, "person/note.html", shown, status=422 if form.errors else 200)
