"""Erasing a person: what will go, the act itself, and the proof to keep."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from mensch.services import erasing, erasing_pages
from mensch.services.access import public, vault_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def erasure(request: HttpRequest, person: str) -> HttpResponse:
    vault = vault_of(request.user)
    if request.method == "POST":
        begun = erasing.erase(vault=vault, person=person, now=timezone.now())
        return redirect("erasing", erasure=public(begun.pk))
    return render(request, "erasure/erasure.html", {"erasure": erasing_pages.before(vault=vault, person=person)})


@login_required
@require_safe
def erasing_now(request: HttpRequest, erasure: str) -> HttpResponse:
    """How far it is; then the proof."""
    going = erasing_pages.going(vault=vault_of(request.user), public_id=erasure)
    asked_again = bool(request.headers.get("HX-Request"))
    if going.proof:
        return HttpResponse(headers={"HX-Refresh": "true"}) if asked_again else redirect("erased", trail=going.proof)
    return render(request, "erasure/progress.html" if asked_again else "erasure/erasing.html", {"going": going})


@login_required
@require_safe
def erased(request: HttpRequest, trail: str) -> HttpResponse:
    proof = erasing_pages.proof(vault=vault_of(request.user), public_id=trail)
    told = {"proof": proof, "rest": erasing_pages.rest(proof), "kept": erasing_pages.kept(proof)}
    return render(request, "erasure/erased.html", told)


@login_required
@require_safe
def proof_file(request: HttpRequest, trail: str) -> HttpResponse:
    text = erasing_pages.as_text(vault=vault_of(request.user), public_id=trail)
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="erasure-{trail}.txt"'
    return response
