"""How people come into a group and go again: the invitation, leaving, and what is held about whoever has a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from mensch.errors import InputError
from mensch.services import group_access, group_held, group_leaving, group_links, groups
from mensch.services.access import public
from mensch.views import ways_in
from mensch.views.answers import SeeOther
from mensch.views.seats import Seat, closed, private, shown

if TYPE_CHECKING:
    from mensch.models import GroupInvite, Member, User


@csrf_exempt  # joins without an account: no cookie is looked at, so there is nothing to forge with
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, key: str) -> HttpResponse:
    """What an invitation opens. POST joins without an account, and shows the private link."""
    return _through(request, key, None)


@never_cache
@require_POST
def join_account(request: HttpRequest, key: str) -> HttpResponse:
    """Joins with the account that is signed in."""
    user = _user(request)
    return closed(request) if user is None else _through(request, key, user)


def _through(request: HttpRequest, key: str, user: User | None) -> HttpResponse:
    invite = group_access.opening(key, timezone.now())
    if invite is None:
        return closed(request)
    if request.method != "POST":
        return _door(request, invite, key)
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return closed(request, status=403)
    try:
        return _joined(request, invite, user)
    except InputError as error:
        return _door(request, invite, key, wrong=str(error))


def _user(request: HttpRequest) -> User | None:
    return request.user if request.user.is_authenticated else None


def _door(request: HttpRequest, invite: GroupInvite, key: str, *, wrong: str = "") -> HttpResponse:
    user, form = _user(request), request.POST
    before = groups.membership(user=user, group=invite.group_id) if user else None
    facts = {
        "group": invite.group,
        "invite": invite,
        "here": public(invite.group_id) if before else "",
        "account": user,
        "key": key,
        "name": form.get("name", user.name if user else ""),
        "reach": form.get("reach", groups.address_of(user) if user else ""),
        "wrong": wrong,
    }
    return ways_in.private(render(request, "groups/join.html", facts, status=422 if wrong else 200))


def _joined(request: HttpRequest, invite: GroupInvite, user: User | None) -> HttpResponse:
    told = {"name": request.POST.get("name", ""), "reach": request.POST.get("reach", "")}
    member = groups.join(invite=invite, user=user, now=timezone.now(), **told)
    if member is None:
        return closed(request)
    if user is not None:
        return SeeOther(f"/groups/{public(member.group_id)}")
    return _in_by_link(request, member)


def _in_by_link(request: HttpRequest, member: Member) -> HttpResponse:
    """The private link is shown this once; it is not in any address bar yet."""
    token = group_links.make(member=member, now=timezone.now())
    facts = {"group": member.group, "link": group_links.url(token), "path": f"/g/{token}"}
    return private(render(request, "groups/joined.html", facts))


def leaving(request: HttpRequest, seat: Seat) -> HttpResponse:
    """GET says what happens to what one published, POST leaves and shows the proof."""
    if request.method != "POST":
        alone = group_leaving.is_alone(seat.member)
        facts = {"held": group_held.held(member=seat.member), "alone": alone, "tab": "card"}
        return shown(request, seat, "leaving", facts)
    gone = group_leaving.leave(member=seat.member, now=timezone.now())
    facts = {"gone": gone, "lines": group_held.lines(gone.rows), "seat": seat}
    return private(render(request, "groups/gone.html", facts))


def held(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Everything the group keeps about the reader."""
    return shown(request, seat, "held", {"held": group_held.held(member=seat.member), "tab": "card"})


def not_me(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Whoever got this link says that it is not theirs: it ends, and nothing of the member was shown in the answer."""
    group_links.not_me(token=seat.base.rpartition("/")[2], now=timezone.now())
    return private(render(request, "groups/not_me.html"))
