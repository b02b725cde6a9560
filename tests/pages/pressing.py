"""Pressing a button on a page, and Undo in what the next page says."""

from __future__ import annotations

import re
from html import unescape
from typing import cast

from django.http import HttpResponse

from mensch.models import Person
from tests import world


def press(member: world.Member, path: str, **form: str) -> HttpResponse:
    answer = cast(HttpResponse, member.client.post(path, form))
    assert answer.status_code == 303, (answer.status_code, answer.content[:300])
    return answer


def undo(member: world.Member, answer: HttpResponse) -> None:
    """Press Undo in what the next page says."""
    page = member.client.get(answer.headers["Location"], follow=True).content.decode()
    actions = re.findall(r'action="([^"]+)"', page.split('id="toasts"')[1])
    assert actions, "nothing can be undone here"
    assert member.client.post(unescape(actions[-1])).status_code == 303


def standing(person: Person) -> str:
    person.refresh_from_db()
    return person.standing


def of(person: Person) -> str:
    return f"/people/{world.public_id(person)}"
