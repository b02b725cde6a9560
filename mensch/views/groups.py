"""The pages of a group for its members: home, members, the own card, asks and gifts. One view for account and link."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from mensch.errors import InputError
from mensch.services import group_asks, group_cards, group_links, group_members, group_pages, groups
from mensch.services.access import vault_of
from mensch.services.group_asks import ThinkAgainError, Wish
from mensch.services.group_cards import Said
from mensch.views.seats import Seat, shown, there


def home(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Next step first, then asks beside gifts."""
    found = group_pages.home(member=seat.member, now=timezone.now())
    return shown(request, seat, "home", {"home": found, "tab": "board"})


def members(request: HttpRequest, seat: Seat) -> HttpResponse:
    found = group_members.entries(member=seat.member)
    return shown(request, seat, "members", {"entries": found, "tab": "members"})


def card(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The reader's own card. POST writes it."""
    if request.method != "POST":
        return _card(request, seat)
    said = Said(**{name: request.POST.get(name, "") for name in Said._fields})
    try:
        group_cards.write(member=seat.member, said=said)
    except InputError as error:
        return _card(request, seat, said=said, wrong=str(error))
    return there(request, seat, "", _("Kept. The group sees what you wrote, and nothing else."))


def _card(
    request: HttpRequest, seat: Seat, *, said: Said | None = None, wrong: str = "", kind: str = "", no_kind: str = ""
) -> HttpResponse:
    """`wrong` is about the card; `no_kind` about the kind as typed, and stands beside its field."""
    mine = group_cards.mine(member=seat.member)
    facts = {"mine": mine, "said": said or mine.said, "wrong": wrong, "kind": kind, "no_kind": no_kind, "tab": "card"}
    return shown(request, seat, "card", facts, status=422 if wrong or no_kind else 200)


def kinds(request: HttpRequest, seat: Seat) -> HttpResponse:
    typed = request.POST.get("words", "")
    try:
        group_cards.add_kind(member=seat.member, words=typed, now=timezone.now())
    except InputError as error:
        return _card(request, seat, kind=typed, no_kind=str(error))
    return there(request, seat, "/card#kinds")


def kind_removal(request: HttpRequest, seat: Seat, knownkind: str) -> HttpResponse:
    group_cards.drop_kind(member=seat.member, kind=knownkind)
    return there(request, seat, "/card#kinds")


def asks(request: HttpRequest, seat: Seat) -> HttpResponse:
    """GET shows the form of a new ask or gift, POST puts it on the board."""
    given = request.POST if request.method == "POST" else request.GET
    told = {name: given.get(name, "") for name in ("side", "words", "because", "until")}
    wish = Wish(**told, anyway="anyway" in given)
    if wish.side not in (group_asks.LOOKING, group_asks.GIVING):
        wish = wish._replace(side=group_asks.LOOKING)
    if request.method != "POST":
        return _ask(request, seat, wish)
    try:
        group_asks.post(member=seat.member, wish=wish, now=timezone.now())
    except ThinkAgainError as error:
        return _ask(request, seat, wish, wrong=str(error), again=True)
    except InputError as error:
        return _ask(request, seat, wish, wrong=str(error))
    return there(request, seat, "", _("It is on the board."))


def _ask(request: HttpRequest, seat: Seat, wish: Wish, *, wrong: str = "", again: bool = False) -> HttpResponse:
    facts = {"wish": wish, "wrong": wrong, "again": again, "tab": "board"}
    return shown(request, seat, "ask", facts, status=422 if wrong else 200)


def ask_end(request: HttpRequest, seat: Seat, groupask: str) -> HttpResponse:
    """Found, given or over: GET asks whom to thank, POST closes it."""
    now, form = timezone.now(), request.POST
    if request.method != "POST":
        found = group_pages.line_of(member=seat.member, ask=groupask, now=now)
        if not found.mine:
            raise Http404
        return shown(request, seat, "end", {"line": found, "tab": "board"})
    told, was_found = {name: form.get(name, "") for name in ("thanks", "words")}, form.get("how") == "found"
    group_asks.end(member=seat.member, ask=groupask, found=was_found, now=now, **told)
    return there(request, seat, "", _("Closed."), undo=f"{seat.base}/asks/{groupask}/reopening")


def ask_reopening(request: HttpRequest, seat: Seat, groupask: str) -> HttpResponse:
    group_asks.reopen(member=seat.member, ask=groupask)
    return there(request, seat, "", _("It is open again."))


def hint(request: HttpRequest, seat: Seat, groupask: str) -> HttpResponse:
    """GET asks of what kind, POST says it to whoever asked."""
    now, form = timezone.now(), request.POST
    if request.method != "POST":
        found = group_pages.line_of(member=seat.member, ask=groupask, now=now)
        return shown(request, seat, "hint", {"line": found, "tab": "board"})
    told = {"kind": form.get("kind", ""), "reach": form.get("reach", "")}
    group_asks.hint(member=seat.member, ask=groupask, now=now, **told)
    return there(request, seat, "", _("Only whoever asked reads it."))


def own_book(request: HttpRequest, seat: Seat, groupask: str) -> HttpResponse:
    """Whom the reader's own book holds for an ask of another; by account only, and told to nobody."""
    from mensch.services import group_bridge  # numpy: only where it is needed

    now = timezone.now()
    found = group_pages.line_of(member=seat.member, ask=groupask, now=now)
    vault, today = vault_of(request.user), timezone.localdate(now)
    looked = group_bridge.look(vault=vault, words=found.words, today=today)
    return shown(request, seat, "own_book", {"line": found, "looked": looked, "tab": "board"})


def hint_removal(request: HttpRequest, seat: Seat, groupask: str) -> HttpResponse:
    group_asks.drop_hint(member=seat.member, ask=groupask)
    return there(request, seat, "", _("Taken back."))


def pause(request: HttpRequest, seat: Seat) -> HttpResponse:
    groups.pause(member=seat.member, now=timezone.now())
    return there(request, seat, "/card", _("You are paused: nothing of yours is on the board."))


def pause_end(request: HttpRequest, seat: Seat) -> HttpResponse:
    groups.come_back(member=seat.member, now=timezone.now())
    return there(request, seat, "/card", _("Welcome back."))


def links_end(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Every private link of the reader ends, this one too."""
    group_links.revoke(member=seat.member, now=timezone.now())
    return there(request, seat, "/card", _("Your private links open nothing any more."))
