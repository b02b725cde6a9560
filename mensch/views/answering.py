"""Pages behind a link in a letter: no account, no cookie, no script. Looking decides nothing; only a POST answers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from mensch.errors import InputError
from mensch.services import answering, circle_answering, introduction_outcomes
from mensch.services.answering import Said
from mensch.services.introduction_outcomes import Word

_HEADERS = {"Referrer-Policy": "no-referrer", "Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
_ROUND_WORDS = {"yes": "yes_all", "not_me": "not_me_closed"}  # the same words, said about a circle


@csrf_exempt  # no cookie is set here, so there is nothing to forge with: the token is the authority
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    if request.method != "POST":
        return _page(request, token)
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return _closed(request, status=403)
    try:
        return _said(request, token)
    except InputError as error:
        return _page(request, token, says=str(error), status=422)


def _said(request: HttpRequest, token: str) -> HttpResponse:
    form, now = request.POST, timezone.now()
    if form.get("says") == "held":
        done = answering.ask_what_is_held(token=token, now=now)
        return _page(request, token) if done else _closed(request)
    if "met" in form:
        word = Word(form.get("met", ""), form.getlist("came_of"), form.get("words", ""))
        done = introduction_outcomes.say(token=token, word=word, now=now)
        return _thanks(request, "met") if done else _closed(request)
    told = {name: form.get(name, "") for name in ("says", "words", "address")}
    done = answering.say(token=token, said=Said(**told, lets_know="lets_know" in form), now=now)
    if done:
        return _thanks(request, told["says"])
    done = circle_answering.say(token=token, says=told["says"], now=now)
    return _thanks(request, _ROUND_WORDS.get(told["says"], told["says"])) if done else _closed(request)


def _page(request: HttpRequest, token: str, *, says: str = "", status: int = 200) -> HttpResponse:
    now = timezone.now()
    shown = answering.look(token=token, now=now)
    if shown:
        page = {"shown": shown, "check": shown.purpose == "check", "wrong": says}
        return _private(render(request, "answering/answer.html", page, status=status))
    met = introduction_outcomes.look(token=token, now=now)
    if met:
        return _private(render(request, "answering/met.html", {"shown": met, "wrong": says}, status=status))
    circle = circle_answering.look(token=token, now=now)
    if circle:
        return _private(render(request, "answering/circle.html", {"shown": circle, "wrong": says}, status=status))
    return _closed(request)


def _thanks(request: HttpRequest, said: str) -> HttpResponse:
    """The same page for every yes, whether or not it was the second."""
    return _private(render(request, "answering/thanks.html", {"said": said}))


def _closed(request: HttpRequest, *, status: int = 404) -> HttpResponse:
    """Unknown, expired, used, ended: one answer for all."""
    return _private(render(request, "answering/closed.html", status=status))


def _private(response: HttpResponse) -> HttpResponse:
    for name, value in _HEADERS.items():
        response.headers[name] = value
    return response
