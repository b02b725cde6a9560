"""People: the list, and search as one types."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from mensch.services import people_list
from mensch.services.access import vault_of


@require_safe
@login_required
@vary_on_headers("HX-Request")
def show(request: HttpRequest) -> HttpResponse:
    vault = vault_of(request.user)
    asked = people_list.wanted(request.GET)
    found = people_list.listing(vault=vault, asked=asked)
    around = people_list.place(vault=vault, found=found)
    page = "people/found.html" if request.headers.get("HX-Request") else "people/people.html"
    return render(request, page, {"asked": asked, "found": found, "around": around})
