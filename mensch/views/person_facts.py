"""Acts on what is known of a person: how you know each other, addresses, groups. Each can be taken back."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mensch.services import addresses, corrections, labels, said
from mensch.services import today as today_service
from mensch.services.access import public, vault_of
from mensch.services.people_rows import path_of
from mensch.views.answers import SeeOther, act, say


def page_of(row: Any, part: str) -> SeeOther:
    """The page of the person whom a row is about, at the part that changed."""
    return SeeOther(f"{path_of(row.person_id, row.person.full)}#{part}")


@act
def correction(request: HttpRequest, person: str) -> HttpResponse:
    vault, now, form = vault_of(request.user), timezone.now(), request.POST
    on = said.past(said.day(form.get("on", "")), today_service.day_of(vault=vault, now=now))
    row = corrections.say(vault=vault, person=person, says=form.get("says", ""), on=on, now=now)
    say(
        request,
        _("Your word stands. No import changes it."),
        undo=reverse("correction_withdrawal", args=[public(row.pk)]),
    )
    return page_of(row, "known")


@act
def withdrawal(request: HttpRequest, correction: str) -> HttpResponse:
    row = corrections.withdraw(vault=vault_of(request.user), correction=correction, now=timezone.now())
    again = reverse("correction_return", args=[correction])
    say(request, _("Taken back. What your files say stands again."), undo=again)
    return page_of(row, "known")


@act
def correction_return(request: HttpRequest, correction: str) -> HttpResponse:
    row = corrections.stand_again(vault=vault_of(request.user), correction=correction)
    say(request, _("Your word stands again."))
    return page_of(row, "known")


@act
def address(request: HttpRequest, person: str) -> HttpResponse:
    given = request.POST if "value" in request.POST else request.GET
    told = {name: given.get(name, "") for name in ("value", "label")}
    row = addresses.add(vault=vault_of(request.user), person=person, now=timezone.now(), **told)
    say(request, _("Kept."), undo=reverse("address_removal", args=[public(row.pk)]))
    return page_of(row, "reach")


@act
def address_end(request: HttpRequest, address: str) -> HttpResponse:
    row = addresses.end(vault=vault_of(request.user), address=address, now=timezone.now())
    say(request, _("Kept as past. No letter goes there."), undo=reverse("address_return", args=[address]))
    return page_of(row, "reach")


@act
def address_return(request: HttpRequest, address: str) -> HttpResponse:
    row = addresses.back(vault=vault_of(request.user), address=address)
    say(request, _("Good again."))
    return page_of(row, "reach")


@act
def address_removal(request: HttpRequest, address: str) -> HttpResponse:
    row = addresses.remove(vault=vault_of(request.user), address=address)
    again = urlencode({"value": row.value[:400], "label": row.label})
    say(request, _("Gone."), undo=f"{reverse('addresses', args=[public(row.person_id)])}?{again}")
    return page_of(row, "reach")


@act
def label(request: HttpRequest, person: str) -> HttpResponse:
    text = request.POST.get("text") or request.GET.get("text", "")
    row = labels.add(vault=vault_of(request.user), person=person, text=text)
    say(request, _("Kept."), undo=reverse("label_removal", args=[public(row.pk)]))
    return page_of(row, "groups")


@act
def label_removal(request: HttpRequest, label: str) -> HttpResponse:
    row = labels.remove(vault=vault_of(request.user), label=label)
    again = urlencode({"text": row.text})
    say(
        request,
        _("No longer in “%(group)s”.") % {"group": row.text},
        undo=f"{reverse('labels', args=[public(row.person_id)])}?{again}",
    )
    return page_of(row, "groups")
