"""Every route of the site, found by walking the resolver."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


@dataclass(frozen=True)
class Route:
    """`shape` is the path with {name} where something is to be put in."""

    name: str
    shape: str
    names: tuple[str, ...]

    def path(self, **values: str) -> str:
        return "/" + self.shape.format(**values)

    def __str__(self) -> str:
        return self.name or self.shape


def routes() -> list[Route]:
    found = [_route(pattern, before) for pattern, before in _walk(get_resolver().url_patterns, "")]
    return sorted(found, key=lambda route: (route.shape, route.name))


def _walk(patterns: list[Any], before: str) -> Iterator[tuple[URLPattern, str]]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, before + str(one.pattern))
        else:
            yield one, before


def _route(pattern: URLPattern, before: str) -> Route:
    text = before + str(pattern.pattern)
    shape = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", re.sub(r"\(\?P<(\w+)>[^)]*\)", r"{\1}", text))
    shape = shape.replace("^", "").replace("$", "").replace("\\Z", "")
    return Route(pattern.name or "", shape, tuple(re.findall(r"{(\w+)}", shape)))
