"""Introductions: ideas, what is under way, thanks; introduce two people; one introduction; what was released."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from mensch.core.gates import Gate
from mensch.errors import InputError
from mensch.services import (
    ideas,
    introduction_choice,
    introduction_lines,
    introduction_opening,
    introduction_pages,
    introductions,
)
from mensch.services.access import public, vault_of
from mensch.services.introductions import Wish
from mensch.views.answers import SeeOther, act


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def show(request: HttpRequest) -> HttpResponse:
    """What is under way. POST begins one."""
    if request.method == "POST":
        return _begin(request)
    found = introduction_lines.listing(vault=vault_of(request.user), now=timezone.now())
    return render(request, "introductions/introductions.html", {"found": found})


@act
def _begin(request: HttpRequest) -> HttpResponse:
    form = request.POST
    told = {name: form.get(name, "").strip() for name in Wish._fields}
    wish = Wish(**{**told, "first": "" if told["first"] == introduction_choice.ME else told["first"]})
    try:
        row = introductions.begin(vault=vault_of(request.user), wish=wish, now=timezone.now())
    except InputError as error:
        return _choice(request, form, says=str(error), status=422)
    return SeeOther(reverse("introduction", args=[public(row.pk)]))


@require_safe
@login_required
def thanks(request: HttpRequest) -> HttpResponse:
    found = introduction_lines.listing(vault=vault_of(request.user), now=timezone.now())
    return render(request, "introductions/thanks.html", {"found": found})


@require_safe
@login_required
def idea_list(request: HttpRequest) -> HttpResponse:
    vault = vault_of(request.user)
    found = [(one, urlencode(one.query)) for one in ideas.ideas(vault=vault, now=timezone.now())]
    shown = {"ideas": found, "gate": ideas.gate_of(vault=vault), "gates": list(Gate)}
    return render(request, "introductions/ideas.html", shown)


@require_safe
@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Who to whom, step by step; each step stands in the address of the page."""
    return _choice(request, request.GET)


def _choice(request: HttpRequest, given: object, *, says: str = "", status: int = 200) -> HttpResponse:
    found = introduction_choice.choice(vault=vault_of(request.user), given=given)
    shown = {"choice": found, "says": says, "typed": given if says else None, "so_far": urlencode(found.given)}
    return render(request, "introductions/new.html", shown, status=status)


@require_safe
@login_required
def one(request: HttpRequest, introduction: str) -> HttpResponse:
    return page(request, introduction)


def page(request: HttpRequest, introduction: str, *, says: str = "", status: int = 200) -> HttpResponse:
    found = introduction_pages.page(vault=vault_of(request.user), introduction=introduction, now=timezone.now())
    shown = {"page": found, "id": introduction, "says": says, "typed": request.POST if says else None}
    return render(request, "introductions/introduction.html", shown, status=status)


@require_safe
@login_required
def releases(request: HttpRequest) -> HttpResponse:
    """Every contact detail that was given to somebody."""
    rows = introduction_opening.releases(vault=vault_of(request.user))
    return render(request, "introductions/releases.html", {"releases": rows})
