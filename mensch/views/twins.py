"""Pairs that may be one person; people joined and parted by hand; and all of it taken back."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from mensch.services import joining, merge_undo, splits, twins
from mensch.services.access import public, vault_of
from mensch.services.people_rows import path_of
from mensch.views.answers import act, back, say


@login_required
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    vault = vault_of(request.user)
    found = twins.page(vault=vault, number=request.GET.get("page", "1"))
    return render(request, "twins/twins.html", {"page": found})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def agreeing(request: HttpRequest) -> HttpResponse:
    vault = vault_of(request.user)
    if request.method != "POST":
        found = twins.agreeing(vault=vault, number=request.GET.get("page", "1"))
        return render(request, "twins/agreeing.html", {"page": found})
    n = twins.join_all(vault=vault, chosen=request.POST.getlist("twin"), now=timezone.now())
    say(request, ngettext("%(n)d pair is one person now.", "%(n)d pairs are one person each now.", n) % {"n": n})
    return redirect("joined" if n else "twins_agreeing")


@login_required
@require_safe
def joined(request: HttpRequest) -> HttpResponse:
    found = joining.joined(vault=vault_of(request.user), number=request.GET.get("page", "1"))
    return render(request, "twins/joined.html", {"page": found})


@act
def merge(request: HttpRequest, twin: str) -> HttpResponse:
    row = twins.one_person(vault=vault_of(request.user), public_id=twin, now=timezone.now())
    say(request, _("One person now."), undo=reverse("merge_undoing", args=[public(row.pk)]))
    return redirect("twins")


@act
def separation(request: HttpRequest, twin: str) -> HttpResponse:
    row = twins.two_people(vault=vault_of(request.user), public_id=twin, now=timezone.now())
    say(
        request,
        _("Two people. No import will join them."),
        undo=reverse("separation_undoing", args=[public(row.pk)]),
    )
    return redirect("twins")


@act
def later(request: HttpRequest, twin: str) -> HttpResponse:
    twins.later(vault=vault_of(request.user), public_id=twin, now=timezone.now())
    return redirect("twins")


@act
def separation_undoing(request: HttpRequest, separation: str) -> HttpResponse:
    twins.take_back(vault=vault_of(request.user), public_id=separation)
    say(request, _("The question stands again."))
    return redirect("twins")


@act
def undoing(request: HttpRequest, merge: str) -> HttpResponse:
    merge_undo.undo(vault=vault_of(request.user), public_id=merge, now=timezone.now())
    say(request, _("Two people again, as before."))
    return back(request)


@act
def rejoining(request: HttpRequest, merge: str) -> HttpResponse:
    row = splits.rejoin(vault=vault_of(request.user), public_id=merge, now=timezone.now())
    say(request, _("Together again, as before."))
    return redirect(path_of(row.kept_id, row.kept.full))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def by_hand(request: HttpRequest, person: str) -> HttpResponse:
    if request.method == "POST":
        return _by_hand(request, person)
    found = joining.choice(vault=vault_of(request.user), person=person, text=request.GET.get("q", ""))
    return render(request, "twins/choice.html", {"choice": found})


@act
def _by_hand(request: HttpRequest, person: str) -> HttpResponse:
    other = request.POST.get("other", "")
    row = joining.by_hand(vault=vault_of(request.user), person=person, other=other, now=timezone.now())
    say(request, _("One person now."), undo=reverse("merge_undoing", args=[public(row.pk)]))
    return redirect(path_of(row.kept_id, row.kept.full))


@act
def split(request: HttpRequest, person: str) -> HttpResponse:
    record = request.POST.get("record", "")
    row = splits.split(vault=vault_of(request.user), person=person, record=record, now=timezone.now())
    say(request, _("Two people now. No import will join them."), undo=reverse("split_undoing", args=[public(row.pk)]))
    return redirect(path_of(row.kept_id, row.kept.full))
