"""Import: drop files, follow the work, read the report, take it back."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mensch.errors import InputError
from mensch.services import import_pages, imports, uploads
from mensch.services.access import public, vault_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def drop(request: HttpRequest) -> HttpResponse:
    vault = vault_of(request.user)
    if request.method != "POST":
        return render(request, "imports/drop.html", {"jobs": import_pages.recent(vault=vault)})
    given = request.FILES.getlist("files")
    try:
        kept = [
            uploads.keep(vault=vault, name=file.name or "file", parts=file.chunks(), limit=_limit(file.name or ""))
            for file in given
        ]
        if not kept:
            raise InputError(_("No file was chosen. Drop one here, or press the field to choose."))
    except InputError as error:
        return render(
            request, "imports/drop.html", {"jobs": import_pages.recent(vault=vault), "says": str(error)}, status=422
        )
    importing = imports.begin(vault=vault, kept=kept)
    return redirect("job", importing=public(importing.pk))


def _limit(name: str) -> int:
    return settings.MAILBOX_LIMIT if name.casefold().endswith((".mbox", ".mbx")) else settings.UPLOAD_LIMIT


@login_required
@require_safe
def job(request: HttpRequest, importing: str) -> HttpResponse:
    facts = import_pages.job(vault=vault_of(request.user), public_id=importing)
    page = "imports/progress.html" if request.headers.get("HX-Request") and facts.working else "imports/job.html"
    if request.headers.get("HX-Request") and not facts.working:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, page, {"job": facts})


@login_required
@require_POST
def cancellation(request: HttpRequest, importing: str) -> HttpResponse:
    imports.cancel(vault=vault_of(request.user), public_id=importing)
    return redirect("job", importing=importing)


@login_required
@require_POST
def undoing(request: HttpRequest, importing: str) -> HttpResponse:
    imports.take_back(vault=vault_of(request.user), public_id=importing)
    return redirect("job", importing=importing)


@login_required
@require_POST
def new_try(request: HttpRequest, importing: str) -> HttpResponse:
    imports.try_again(vault=vault_of(request.user), public_id=importing)
    return redirect("job", importing=importing)


@login_required
@require_safe
def lines(request: HttpRequest, importfile: str) -> HttpResponse:
    file, rows = import_pages.faults(vault=vault_of(request.user), public_id=importfile)
    return render(request, "imports/lines.html", {"file": file, "id": importfile, "lines": rows})


@login_required
@require_safe
def set_aside(request: HttpRequest, importfile: str) -> StreamingHttpResponse:
    file, parts = import_pages.set_aside(vault=vault_of(request.user), public_id=importfile)
    response = StreamingHttpResponse(parts, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="set-aside-{importfile}{import_pages.ending(file.name)}"'
    return response
