"""Every page there is, found by walking the routes: a new one joins by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from allauth.account.internal.flows.login import record_authentication
from django.http import HttpRequest
from django.test import Client
from django.urls import resolve

from mensch.models import Vault
from tests import world
from tests.makers import MAKERS
from tests.routes import Route, routes


class Shown(NamedTuple):
    name: str
    path: str


def at_home(member: world.Member) -> None:
    """As somebody who has just signed in, so that account pages do not ask again."""
    request = HttpRequest()
    request.session = member.client.session
    record_authentication(request, member.user, "code", email=member.user.email, reauthenticated=True)
    request.session.save()


def pages(client: Client, vault: Vault, *, with_ids: bool) -> Iterator[Shown]:
    """The pages this client is shown (200, a whole page of HTML), each once, under the address it ends at."""
    seen: set[str] = set()
    for route in routes():
        if bool(route.names) <= with_ids and set(route.names) <= set(MAKERS):  # the matrix asks for missing makers
            answer = client.get(route.path(**_made(route, vault)), follow=True)
            path = str(answer.request["PATH_INFO"])
            whole = answer.status_code == 200 and not answer.streaming and answer.content.startswith(b"<!doctype html>")
            if whole and path not in seen:
                seen.add(path)
                yield Shown(resolve(path).url_name or route.name, path)


def _made(route: Route, vault: Vault) -> dict[str, str]:
    return {name: MAKERS[name](vault) for name in route.names}
