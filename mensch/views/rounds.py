"""The steward's pages of a round: call it, find circles, pin and bar, ask, and what came of it. Thin."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from mensch.core.groups import Act
from mensch.errors import InputError
from mensch.services import (
    group_access,
    round_asking,
    round_mail,
    round_pages,
    round_plans,
    round_slips,
    rounds,
)
from mensch.services.access import public
from mensch.views.answers import SeeOther, act, say

if TYPE_CHECKING:
    from mensch.models import Member, User


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def listing(request: HttpRequest, group: str) -> HttpResponse:
    """All rounds of the group. POST calls one."""
    member = group_access.seat(request.user, group)
    return _call(request, member) if request.method == "POST" else _listing(request, member)


def _listing(request: HttpRequest, member: Member, says: str = "", status: int = 200) -> HttpResponse:
    may = group_access.may(member, Act.ROUND)
    found = {"rounds": [(public(row.pk), row) for row in rounds.of_group(member)], "may_call": may}
    more = {"group": member.group, "id": public(member.group_id), "says": says, "typed": request.POST}
    return render(request, "rounds/rounds.html", {**found, **more, "until": _soon()}, status=status)


def _call(request: HttpRequest, member: Member) -> HttpResponse:
    form, now = request.POST, timezone.now()
    try:
        row = rounds.call(member=member, until=_moment(form.get("until", "")), words=form.get("words", ""), now=now)
    except InputError as error:
        return _listing(request, member, says=str(error), status=422)
    return SeeOther(reverse("round", args=[public(member.group_id), public(row.pk)]))


def _moment(text: str) -> datetime:
    """A date and time as the field sends it, on the clock of whoever typed it. Raises InputError."""
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    if found is None:
        raise InputError(_("Choose a day and a time."))
    return timezone.make_aware(found) if timezone.is_naive(found) else found


def _soon() -> str:
    """What a field for a moment begins with: in two days, at a full hour of the reader's clock."""
    at = timezone.localtime() + timedelta(days=2, hours=1)
    return at.strftime("%Y-%m-%dT%H:00")


@require_safe
@login_required
def show(request: HttpRequest, group: str, round: str) -> HttpResponse:  # noqa: A002  (the word in the URL)
    """The round. While circles are sought the part about them asks again each second."""
    member = group_access.seat(request.user, group)
    whole = not request.headers.get("HX-Request")
    return _page(request, member, round, "rounds/round.html" if whole else "rounds/plan.html")


def _page(
    request: HttpRequest, member: Member, round_: str, template: str, says: str = "", status: int = 200
) -> HttpResponse:
    start = request.GET.get("from", "")
    at = int(start) if start.isdecimal() and len(start) < 7 else 0
    page = round_pages.for_steward(member=member, round_=round_, now=timezone.now(), start=at)
    more = {"group": member.group, "id": public(member.group_id), "says": says, "typed": request.POST}
    return render(request, template, {"page": page, **more, "deadline": _soon()}, status=status)


def _deed(request: HttpRequest, group: str, round_: str, deed: Any) -> HttpResponse:
    """Does it, and shows the round again; what cannot be is said there."""
    member = group_access.seat(request.user, group)
    group_access.needs(member, Act.ROUND)
    try:
        deed(member)
    except InputError as error:
        return _page(request, member, round_, "rounds/round.html", says=str(error), status=422)
    return SeeOther(reverse("round", args=[group, round_]))


@act
def calls(request: HttpRequest, group: str, round: str) -> HttpResponse:  # noqa: A002
    """The steward sends the call to everybody who has an address here."""
    user = cast("User", request.user)

    def deed(member: Member) -> None:
        sent = round_mail.call(member=member, by=user, round_=round, now=timezone.now())
        none = _("Everybody has it already, or has no address here. Print slips for them.")
        say(request, ngettext("%d letter leaves.", "%d letters leave.", sent) % sent if sent else none)

    return _deed(request, group, round, deed)


@act
def plans(request: HttpRequest, group: str, round: str) -> HttpResponse:  # noqa: A002
    return _deed(request, group, round, lambda one: round_plans.begin(member=one, round_=round, now=timezone.now()))


@act
def stop(request: HttpRequest, group: str, round: str, plan: str) -> HttpResponse:  # noqa: A002
    now = timezone.now()
    return _deed(request, group, round, lambda one: round_plans.stop(member=one, round_=round, plan=plan, now=now))


@act
def marks(request: HttpRequest, group: str, round: str) -> HttpResponse:  # noqa: A002
    step, kind, now = request.POST.get("help", ""), request.POST.get("kind", ""), timezone.now()
    return _deed(
        request, group, round, lambda one: rounds.mark(member=one, round_=round, help_=step, kind=kind, now=now)
    )


@act
def unmark(request: HttpRequest, group: str, round: str, mark: str) -> HttpResponse:  # noqa: A002
    return _deed(request, group, round, lambda one: rounds.unmark(member=one, round_=round, mark=mark))


@act
def askings(request: HttpRequest, group: str, round: str) -> HttpResponse:  # noqa: A002
    """The steward sends the invitations: everybody in the plan is asked."""
    form, user = request.POST, cast("User", request.user)

    def deed(member: Member) -> None:
        plan, deadline, mails = form.get("plan", ""), _moment(form.get("deadline", "")), "mails" in form
        round_asking.ask(member=member, by=user, plan=plan, deadline=deadline, mails=mails, now=timezone.now())
        say(request, _("They are asked, each in private."))

    return _deed(request, group, round, deed)


@act
def end(request: HttpRequest, group: str, round: str) -> HttpResponse:  # noqa: A002
    return _deed(request, group, round, lambda one: rounds.end(member=one, round_=round, now=timezone.now()))


@require_safe
@login_required
def screen(request: HttpRequest, group: str, round: str) -> HttpResponse:  # noqa: A002
    """For the wall: counts alone, nobody's name."""
    return _page(request, group_access.seat(request.user, group), round, "rounds/screen.html")


@act
def slips(request: HttpRequest, group: str, round: str) -> HttpResponse:  # noqa: A002
    """Slips to print: for each member a private link of their own, as letters and as a QR code."""
    member = group_access.seat(request.user, group)
    found = round_slips.make(member=member, round_=round, now=timezone.now())
    page = {"slips": found, "group": member.group}
    answer = render(request, "rounds/slips.html", page)
    answer.headers["Cache-Control"] = "no-store"
    return answer
