"""The owner's pages of circles: what could form, one circle's letters, and how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mensch.errors import InputError
from mensch.services import circle_facts, circle_ideas, circle_pages, circle_pressing, members
from mensch.services.access import public, vault_of
from mensch.views.answers import SeeOther, act, say

if TYPE_CHECKING:
    from mensch.models import User


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def circles(request: HttpRequest) -> HttpResponse:
    """What could form, and what is under way. POST begins one."""
    if request.method == "POST":
        return _begin(request)
    vault, now = vault_of(request.user), timezone.now()
    shown = {"ideas": circle_pages.ideas(vault=vault, now=now), "under": circle_facts.latest(vault=vault, now=now)}
    return render(request, "circles/circles.html", shown)


@act
def _begin(request: HttpRequest) -> HttpResponse:
    row = circle_pressing.begin(vault=vault_of(request.user), key=request.POST.get("key", ""), now=timezone.now())
    return _there(public(row.pk))


@act
def aside(request: HttpRequest) -> HttpResponse:
    key = request.POST.get("key", "")
    row = circle_ideas.set_aside(vault=vault_of(request.user), key=key, now=timezone.now())
    undo = reverse("circle_aside_undo", args=[public(row.pk)])
    say(request, _("Not this one. It comes back when somebody's words change."), undo=undo)
    return SeeOther(reverse("circles"))


@act
def aside_undo(request: HttpRequest, circleaside: str) -> HttpResponse:
    circle_ideas.take_up(vault=vault_of(request.user), aside=circleaside)
    return SeeOther(reverse("circles"))


@require_safe
@login_required
def one(request: HttpRequest, circle: str) -> HttpResponse:
    return _page(request, circle)


def _page(request: HttpRequest, circle: str, *, says: str = "", status: int = 200) -> HttpResponse:
    typed = request.POST.dict() if says else None
    shown = circle_pages.page(vault=vault_of(request.user), circle=circle, now=timezone.now(), typed=typed)
    return render(request, "circles/circle.html", {"page": shown, "id": circle, "says": says}, status=status)


@act
def pressing(request: HttpRequest, circle: str) -> HttpResponse:
    """One press for all letters; without a mail account the page leads to each, ready for the own mail program."""
    vault, user = vault_of(request.user), cast("User", request.user)
    name = request.POST.get("your-name", "")
    members.call(user=user, name=name)
    words = circle_pressing.signed(request.POST.dict(), name)
    try:
        done = circle_pressing.press(vault=vault, circle=circle, by=user, words=words, now=timezone.now())
    except InputError as error:
        return _page(request, circle, says=str(error), status=422)
    if done and not done.opens:
        say(request, _("They leave in ten seconds."), undo=reverse("circle_unpressing", args=[circle]))
    return _there(circle)


@act
def unpressing(request: HttpRequest, circle: str) -> HttpResponse:
    done = circle_pressing.take_back(vault=vault_of(request.user), circle=circle, now=timezone.now())
    say(request, _("Taken back. Nothing left.") if done else _("Already on its way."))
    return _there(circle)


@act
def end(request: HttpRequest, circle: str) -> HttpResponse:
    circle_pressing.end(vault=vault_of(request.user), circle=circle, now=timezone.now())
    say(request, _("It goes no further. Nobody is told."), undo=reverse("circle_return", args=[circle]))
    return _there(circle)


@act
def taking_up(request: HttpRequest, circle: str) -> HttpResponse:
    circle_pressing.take_up(vault=vault_of(request.user), circle=circle)
    return _there(circle)


def _there(circle: str) -> HttpResponse:
    return SeeOther(reverse("circle", args=[circle]))
