"""Who sits at a page of a group: a member by account (/groups/…) or by private link (/g/…), one view for both.

Behind a link there is no account, no cookie and no script; the link itself is the authority.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from mensch.core.groups import ALLOWED, Act, Role
from mensch.errors import InputError
from mensch.services import group_access
from mensch.views.answers import SeeOther, say

if TYPE_CHECKING:
    from mensch.models import Member

READ = ("GET", "HEAD")
BOTH = (*READ, "POST")
WRITE = ("POST",)
_PRIVATE = {"Referrer-Policy": "no-referrer", "Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


class Seat(NamedTuple):
    """`base`: where the group's pages begin for this reader. `by_link`: they came by their private link."""

    member: Member
    base: str
    by_link: bool

    @property
    def frame(self) -> str:
        return "groups/link.html" if self.by_link else "groups/account.html"

    @property
    def may(self) -> dict[str, bool]:
        """What this reader may do here. Stewards look after the group signed in, never by a link."""
        acts = ALLOWED[Role.MEMBER] if self.by_link else frozenset(Act)
        return {act.value: act in acts and group_access.may(self.member, act) for act in Act}


Page = Callable[..., HttpResponse]


def by_account(page: Page, methods: Sequence[str]) -> Page:
    """The page for whoever is signed in and in that group; for anybody else it is not there."""

    @wraps(page)
    def guarded(request: HttpRequest, group: str, **ids: str) -> HttpResponse:
        member = group_access.seat(request.user, group)
        return _answered(page, request, Seat(member, f"/groups/{group}", by_link=False), ids)

    return require_http_methods(methods)(login_required(guarded))


def by_link(page: Page, methods: Sequence[str]) -> Page:
    """The page for whoever holds a private link. Unknown, ended, of somebody who left: one answer for all."""

    @csrf_exempt  # no cookie is set here, so there is nothing to forge with: the token is the authority
    @require_http_methods(methods)
    @wraps(page)
    def guarded(request: HttpRequest, seat: str, **ids: str) -> HttpResponse:
        if request.method == "POST" and request.headers.get("Sec-Fetch-Site") == "cross-site":
            return closed(request, status=403)
        try:
            member = group_access.seat_by_link(seat)
            found = _answered(page, request, Seat(member, f"/g/{seat}", by_link=True), ids)
        except Http404:
            return closed(request)
        return private(found)

    return guarded


def _answered(page: Page, request: HttpRequest, seat: Seat, ids: dict[str, str]) -> HttpResponse:
    try:
        return page(request, seat, **ids)
    except InputError as error:
        return shown(request, seat, "refused", {"says": str(error)}, status=400)


def shown(request: HttpRequest, seat: Seat, name: str, facts: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A page of a group in the frame of its reader."""
    told = {"seat": seat, "group": seat.member.group, "may": seat.may, **facts}
    return render(request, f"groups/{name}.html", told, status=status)


def there(request: HttpRequest, seat: Seat, path: str, says: str = "", undo: str = "") -> HttpResponse:
    """After an act: that page of the group. Behind a link nothing is kept for a sentence: what was done is seen."""
    if says and not seat.by_link:
        say(request, says, undo=undo)
    return SeeOther(f"{seat.base}{path}")


def closed(request: HttpRequest, *, status: int = 404) -> HttpResponse:
    return private(render(request, "groups/closed.html", {"title": _("This link is closed")}, status=status))


def private(response: HttpResponse) -> HttpResponse:
    for name, value in _PRIVATE.items():
        response.headers[name] = value
    return response
