"""A member's part in a round: two questions, doors, yes or not now, what opened. With an account, or by private link.

Behind a link no cookie is set and the token is the authority, so nothing there tells which word was given last: a
letter lies in its sender's mailbox, too. Looking decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from mensch.errors import InputError
from mensch.services import group_access, round_asking, round_own, rounds
from mensch.services.rounds import Said
from mensch.views.answers import SeeOther, act, say

if TYPE_CHECKING:
    from mensch.models import Member

_HEADERS = {"Referrer-Policy": "no-referrer", "Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
Deed = Callable[[HttpRequest, "Member", str], str]


def _answer(request: HttpRequest, member: Member, round_: str) -> str:
    form = request.POST
    words = Said(form.get("looking", ""), form.get("doors", ""), "agreed" in form, "first" in form)
    rounds.answer(member=member, round_=round_, said=words, now=timezone.now())
    return _("Your answer is kept. You can change it until the answers end.")


def _door(request: HttpRequest, member: Member, round_: str) -> str:
    agreed = request.POST.get("agreed") == "yes"
    rounds.vouch(member=member, round_=round_, door=request.POST.get("door", ""), agreed=agreed, now=timezone.now())
    return _("It is kept.")


def _word(request: HttpRequest, member: Member, round_: str) -> str:
    yes = request.POST.get("says") == "yes"
    rounds.word(member=member, round_=round_, help_=request.POST.get("help", ""), yes=yes, now=timezone.now())
    return _("It is kept. Only you know.")


def _reply(request: HttpRequest, member: Member, round_: str) -> str:
    said = request.POST.get("says", "")
    if said not in ("yes", "not_now"):
        raise InputError(_("That is none of the answers."))
    taken = round_asking.reply(member=member, round_=round_, yes=said == "yes", now=timezone.now())
    if not taken:
        raise InputError(_("There is nothing to answer now."))
    return _("Thank you. Your word is kept, and you can change it until the deadline.")


@require_safe
@login_required
def mine(request: HttpRequest, group: str, round: str) -> HttpResponse:  # noqa: A002  (the word in the URL)
    member = group_access.seat(request.user, group)
    return _page(request, "rounds/mine.html", member, round, {"group": member.group, "at": _at(group, round)})


def _at(group: str, round_: str) -> str:
    return reverse("round_mine", args=[group, round_])


def _page(
    request: HttpRequest, template: str, member: Member, round_: str, more: dict[str, Any], status: int = 200
) -> HttpResponse:
    page = round_own.for_member(member=member, round_=round_, now=timezone.now())
    return render(request, template, {"page": page, "member": member, **more}, status=status)


def _by_account(deed: Deed) -> Callable[..., HttpResponse]:
    @act
    def view(request: HttpRequest, group: str, round: str) -> HttpResponse:  # noqa: A002
        member = group_access.seat(request.user, group)
        try:
            say(request, deed(request, member, round))
        except InputError as error:
            more = {"group": member.group, "at": _at(group, round), "says": str(error), "typed": request.POST}
            return _page(request, "rounds/mine.html", member, round, more, status=422)
        return SeeOther(_at(group, round))

    return view


answers, doors, words, replies = (_by_account(deed) for deed in (_answer, _door, _word, _reply))


@require_safe
def by_link(request: HttpRequest, seat: str, round: str) -> HttpResponse:  # noqa: A002
    return _behind(request, seat, round, None)


def _by_link(deed: Deed) -> Callable[..., HttpResponse]:
    @csrf_exempt  # no cookie is set here, so there is nothing to forge with: the token is the authority
    @require_POST
    def view(request: HttpRequest, seat: str, round: str) -> HttpResponse:  # noqa: A002
        return _behind(request, seat, round, deed)

    return view


answers_by_link, doors_by_link, words_by_link, replies_by_link = map(_by_link, (_answer, _door, _word, _reply))


def _behind(request: HttpRequest, seat: str, round_: str, deed: Deed | None) -> HttpResponse:
    if deed and request.headers.get("Sec-Fetch-Site") == "cross-site":
        return _closed(request, 403)
    more: dict[str, Any] = {"at": reverse("round_by_link", args=[seat, round_]), "by_link": True}
    status = 200
    try:
        member = group_access.seat_by_link(seat)
        try:
            more["done"] = deed(request, member, round_) if deed else ""
        except InputError as error:
            more |= {"says": str(error), "typed": request.POST}
            status = 422
        return _private(_page(request, "rounds/by_link.html", member, round_, {**more, "group": member.group}, status))
    except Http404:
        return _closed(request)


def _closed(request: HttpRequest, status: int = 404) -> HttpResponse:
    """Unknown, revoked, of another group: one answer for all."""
    return _private(render(request, "answering/closed.html", status=status))


def _private(response: HttpResponse) -> HttpResponse:
    for name, value in _HEADERS.items():
        response.headers[name] = value
    return response
