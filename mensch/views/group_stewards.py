"""What stewards do: found a group, describe it, invite, admit, remove, share the stewardship and give it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mensch.core.groups import Act
from mensch.errors import InputError
from mensch.services import group_access, group_invites, group_leaving, group_members, group_pages, groups
from mensch.services.access import public
from mensch.services.groups import Described
from mensch.views.answers import SeeOther
from mensch.views.seats import Seat, shown, there

if TYPE_CHECKING:
    from mensch.models import User


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """The reader's groups. POST founds one."""
    user = cast("User", request.user)
    if request.method != "POST":
        return render(request, "groups/groups.html", {"groups": group_pages.listing(user=user)})
    said = _described(request)
    try:
        group = groups.found(user=user, said=said, now=timezone.now())
    except InputError as error:
        return render(request, "groups/new.html", {"said": said, "wrong": str(error)}, status=422)
    return SeeOther(f"/groups/{public(group.pk)}")


@require_safe
@login_required
def new(request: HttpRequest) -> HttpResponse:
    return render(request, "groups/new.html", {"said": Described("", "chapter")})


def _described(request: HttpRequest) -> Described:
    return Described(**{name: request.POST.get(name, "") for name in Described._fields})


def words(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What the group says of itself. POST says it anew."""
    group_access.needs(seat.member, Act.DESCRIBE)
    group = seat.member.group
    if request.method != "POST":
        said = Described(group.name, group.kind, group.place, group.about)
        return shown(request, seat, "words", {"said": said})
    said = _described(request)
    try:
        groups.describe(member=seat.member, said=said)
    except InputError as error:
        return shown(request, seat, "words", {"said": said, "wrong": str(error)}, status=422)
    return there(request, seat, "", _("Kept."))


def invitations(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The links that still open the door. POST makes one and shows it, once."""
    form, now, link, wrong = request.POST, timezone.now(), "", ""
    if request.method == "POST":
        places, days = (_number(form.get(name, "")) for name in ("places", "days"))
        role = form.get("role", "")
        try:
            link = group_invites.invite(member=seat.member, role=role, places=places, days=days, now=now)
        except InputError as error:
            wrong = str(error)
    waiting = group_invites.waiting(member=seat.member, now=now)
    facts = {"link": link, "wrong": wrong, "waiting": waiting, "tab": "invitations"}
    return shown(request, seat, "invitations", facts, status=422 if wrong else 200)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def invitation_end(request: HttpRequest, seat: Seat, groupinvite: str) -> HttpResponse:
    group_invites.withdraw(member=seat.member, invite=groupinvite, now=timezone.now())
    return there(request, seat, "/invitations", _("The invitation no longer opens anything."))


def removal(request: HttpRequest, seat: Seat, member: str) -> HttpResponse:
    """GET asks once more, POST takes out and erases."""
    if request.method != "POST":
        found = group_members.entry(member=seat.member, other=member)
        return shown(request, seat, "removal", {"one": found, "tab": "members"})
    group_leaving.remove(member=seat.member, other=member, now=timezone.now())
    return there(request, seat, "/members", _("Taken out. What they had published here is erased."))


def admission(request: HttpRequest, seat: Seat, member: str) -> HttpResponse:
    groups.admit(member=seat.member, guest=member, now=timezone.now())
    return there(request, seat, "/members", _("A member from now on."))


def stewardship(request: HttpRequest, seat: Seat, member: str) -> HttpResponse:
    groups.share_stewardship(member=seat.member, other=member, now=timezone.now())
    return there(request, seat, "/members", _("A steward from now on."))


def stewardship_end(request: HttpRequest, seat: Seat) -> HttpResponse:
    groups.step_down(member=seat.member, now=timezone.now())
    return there(request, seat, "/members", _("You are a member now. Thank you for looking after the group."))
