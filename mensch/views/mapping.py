"""What the columns of a table hold, said by its owner."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from mensch.errors import InputError
from mensch.services import mappings
from mensch.services.access import public, vault_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mapping(request: HttpRequest, importfile: str) -> HttpResponse:
    vault, chosen = vault_of(request.user), request.POST.getlist("slot")
    if request.method != "POST":
        file = mappings.waiting(vault=vault, public_id=importfile)
        return render(request, "mapping/mapping.html", {"file": file})
    try:
        parent = mappings.name(vault=vault, public_id=importfile, slots=chosen)
    except InputError as error:
        file = mappings.waiting(vault=vault, public_id=importfile, chosen=chosen)
        return render(request, "mapping/mapping.html", {"file": file, "says": str(error)}, status=422)
    return redirect("job", importing=public(parent.pk))
