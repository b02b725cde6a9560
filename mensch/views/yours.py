"""Yours: take everything with you, or delete it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mensch.errors import InputError
from mensch.services import erasing_pages, yours, yours_deletion
from mensch.services.access import vault_of

if TYPE_CHECKING:
    from mensch.models import User


@login_required
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    vault = vault_of(request.user)
    shown = {"yours": yours.yours(vault=vault), "erased": erasing_pages.latest(vault=vault)}
    return render(request, "yours/yours.html", shown)


def _can_show_who(request: HttpRequest) -> bool:
    """Whether there is a way to ask again who is there. Whoever only ever came by a one-time link has none."""
    return bool(get_reauthentication_flows(request.user))


@login_required
@require_POST
@reauthentication_required(enabled=_can_show_who)  # type: ignore[untyped-decorator]
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The ZIP, made while it is sent: nothing is left lying on the server. An open browser alone is not enough."""
    now = timezone.now()
    parts = yours.export(vault=vault_of(request.user), now=now, with_files="files" in request.POST)
    response = StreamingHttpResponse(parts, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{yours.file_name(timezone.localtime(now))}"'
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def deletion(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request)
    user, away = cast("User", request.user), "sign_in" in request.POST
    try:
        yours_deletion.delete(vault=vault_of(user), typed=request.POST.get("word", ""), sign_in_too=away)
    except InputError as error:
        return _page(request, says=str(error), status=422)
    if away:
        logout(request)
        return redirect("account_login")
    messages.success(request, _("Everything is deleted. This is an empty book."))
    return redirect("home")


def _page(request: HttpRequest, *, says: str = "", status: int = 200) -> HttpResponse:
    shown = {"yours": yours.yours(vault=vault_of(request.user)), "word": yours_deletion.word(), "says": says}
    return render(request, "yours/deletion.html", shown, status=status)
