"""What the owner does with an introduction: press, end, note a yes, ask once, tell. Each is a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mensch.core.introductions import Part
from mensch.core.reasons import Reason
from mensch.errors import InputError
from mensch.services import (
    ideas,
    introduction_opening,
    introduction_outcomes,
    introduction_pressing,
    introduction_today,
    introductions,
    members,
    telling_yes,
)
from mensch.services.access import public, vault_of
from mensch.services.introduction_outcomes import Word
from mensch.services.phrases import phrase
from mensch.views import introductions as pages
from mensch.views.answers import SeeOther, act, back, say
from mensch.views.person_facts import page_of

if TYPE_CHECKING:
    from mensch.models import Letter, User


def _there(introduction: str) -> HttpResponse:
    return SeeOther(reverse("introduction", args=[introduction]))


def _letter(letter: Letter) -> HttpResponse:
    return SeeOther(reverse("letter", args=[public(letter.pk)]))


@act
def pressing(request: HttpRequest, introduction: str) -> HttpResponse:
    """One press for all letters; without a mail account it leads to the first, ready for the own mail program."""
    form, vault = request.POST, vault_of(request.user)
    words = {part: form[part.value] for part in Part if form.get(part.value)}
    user, now, opening = cast("User", request.user), timezone.now(), form.get("opening", "")
    try:
        _row, pressed = introduction_pressing.press(
            vault=vault, introduction=introduction, by=user, words=words, opening=opening, now=now
        )
    except InputError as error:
        return pages.page(request, introduction, says=str(error), status=422)
    if pressed and pressed.opens:
        return _letter(pressed.letter)
    if pressed:
        say(request, _("It leaves in ten seconds."), undo=reverse("introduction_unpressing", args=[introduction]))
    return _there(introduction)


@act
def unpressing(request: HttpRequest, introduction: str) -> HttpResponse:
    done = introduction_pressing.take_back(vault=vault_of(request.user), introduction=introduction, now=timezone.now())
    say(request, _("Taken back. Nothing left.") if done else _("Already on its way."))
    return _there(introduction)


@act
def reasons(request: HttpRequest, introduction: str) -> HttpResponse:
    form = request.POST
    because = {part: form[f"because-{part}"] for part in Part if f"because-{part}" in form}
    known_as = {part: form[f"known-{part}"] for part in Part if f"known-{part}" in form}
    members.call(user=cast("User", request.user), name=form.get("your-name", ""))
    introductions.change_reasons(
        vault=vault_of(request.user), introduction=introduction, because=because, known_as=known_as
    )
    say(request, _("The letters are written anew."))
    return _there(introduction)


@act
def agreement(request: HttpRequest, introduction: str) -> HttpResponse:
    introductions.agreed_beforehand(vault=vault_of(request.user), introduction=introduction, now=timezone.now())
    say(request, _("Noted: no question to them."), undo=reverse("introduction_disagreement", args=[introduction]))
    return _there(introduction)


@act
def disagreement(request: HttpRequest, introduction: str) -> HttpResponse:
    introductions.not_agreed(vault=vault_of(request.user), introduction=introduction)
    say(request, _("They will be asked."))
    return _there(introduction)


@act
def yes(request: HttpRequest, introduction: str) -> HttpResponse:
    """Somebody answered the owner in another way than by the link."""
    form = request.POST
    told = {"part": form.get("part", ""), "words": form.get("words", ""), "address": form.get("address", "")}
    done = telling_yes.note(vault=vault_of(request.user), introduction=introduction, now=timezone.now(), **told)
    say(request, _("Noted.") if done else _("That is not open any more."))
    return _there(introduction)


@act
def end(request: HttpRequest, introduction: str) -> HttpResponse:
    introductions.end(vault=vault_of(request.user), introduction=introduction, now=timezone.now())
    say(request, _("It goes no further."), undo=reverse("introduction_return", args=[introduction]))
    return _there(introduction)


@act
def taking_up(request: HttpRequest, introduction: str) -> HttpResponse:
    introductions.take_up_again(vault=vault_of(request.user), introduction=introduction)
    say(request, _("It goes on."))
    return _there(introduction)


@act
def question(request: HttpRequest, introduction: str) -> HttpResponse:
    """The one question after two weeks."""
    user = cast("User", request.user)
    introduction_outcomes.ask_again(vault=vault_of(user), introduction=introduction, by=user, now=timezone.now())
    say(request, _("Asked, this once."))
    return _there(introduction)


@act
def outcome(request: HttpRequest, introduction: str) -> HttpResponse:
    """One of them told the owner how it went."""
    form = request.POST
    word = Word(form.get("met", ""), form.getlist("came_of"), form.get("words", ""))
    vault, part = vault_of(request.user), form.get("part", "")
    introduction_outcomes.note(vault=vault, introduction=introduction, part=part, word=word, now=timezone.now())
    say(request, _("Noted."))
    return _there(introduction)


@act
def telling(request: HttpRequest, introduction: str) -> HttpResponse:
    """The owner has read it; or presses the letter by which the connector hears."""
    user, now = cast("User", request.user), timezone.now()
    vault = vault_of(user)
    if request.POST.get("to") != "connector":
        introduction_outcomes.hear(vault=vault, introduction=introduction, now=now)
        say(request, _("Good to hear."))
        return _there(introduction)
    words = request.POST.get("words", "")
    pressed = introduction_outcomes.tell_connector(
        vault=vault, introduction=introduction, by=user, words=words, now=now
    )
    if isinstance(pressed, Reason):
        raise InputError(phrase(pressed))
    return _letter(pressed.letter) if pressed and pressed.opens else _there(introduction)


@act
def revocation(request: HttpRequest, release: str) -> HttpResponse:
    introduction_opening.revoke(vault=vault_of(request.user), release=release, now=timezone.now())
    say(request, _("No later letter gives it."), undo=reverse("release_return", args=[release]))
    return SeeOther(reverse("releases"))


@act
def granting(request: HttpRequest, release: str) -> HttpResponse:
    introduction_opening.grant(vault=vault_of(request.user), release=release)
    say(request, _("As before."))
    return SeeOther(reverse("releases"))


@act
def settling(request: HttpRequest, concern: str) -> HttpResponse:
    introduction_today.settle(vault=vault_of(request.user), concern=concern, now=timezone.now())
    say(request, _("Settled."))
    return back(request)


@act
def gate(request: HttpRequest) -> HttpResponse:
    ideas.set_gate(vault=vault_of(request.user), needs=request.POST.get("needs", ""))
    say(request, _("Kept."))
    return SeeOther(reverse("ideas"))


@act
def work(request: HttpRequest, person: str) -> HttpResponse:
    row = ideas.worked_together(vault=vault_of(request.user), person=person, now=timezone.now())
    say(request, _("Noted: you worked together."), undo=reverse("work_removal", args=[person]))
    return page_of(row, "introductions")


@act
def work_removal(request: HttpRequest, person: str) -> HttpResponse:
    row = ideas.never_worked(vault=vault_of(request.user), person=person)
    say(request, _("Taken back."))
    return SeeOther(f"{reverse('person', args=[public(row.pk)])}#introductions")
