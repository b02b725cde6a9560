"""How somebody could be reached, as data and as plain text, for the command line."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from mensch.core.reasons import Reason
from mensch.core.touches import Standing
from mensch.models import Person, Vault
from mensch.services import paths, paths_near
from mensch.services.access import public
from mensch.services.paths import Route, Shown
from mensch.services.people_rows import PersonRow
from mensch.services.phrases import phrase, written


def told(*, vault: Vault, to: Person, today: date, known: Standing) -> dict[str, Any]:
    """The paths with evidence and dates, or why there is none and who is near."""
    with timezone.override(zoneinfo.ZoneInfo(vault.time_zone)):
        answer = paths.routes(vault=vault, to=to.pk, today=today, known=known)
        near = paths_near.near(vault=vault, to=to) if answer.why else ()
        return {
            "to": {"id": public(to.pk), "name": to.full},
            "known": [_reason(why) for why in answer.direct],
            "paths": [_path(route) for route in answer.routes],
            "why": _reason(answer.why) if answer.why else None,
            "near": [{**_who(one.row), "why": _reason(one.why), "evidence": _all(one.told)} for one in near],
        }


def _path(route: Route) -> dict[str, Any]:
    return {"steps": [_step(step) for step in route.steps], "about": _all(route.about)}


def _step(step: Shown) -> dict[str, Any]:
    return {"from": _who(step.one) if step.one else None, "to": _who(step.other), "evidence": _all(step.told)}


def _who(row: PersonRow) -> dict[str, str]:
    return {"id": row.public, "name": row.full}


def _all(told: tuple[Reason, ...]) -> list[dict[str, Any]]:
    return [_reason(why) for why in told]


def _reason(why: Reason) -> dict[str, Any]:
    return {**written(why), "sentence": phrase(why)}


def in_words(told: dict[str, Any]) -> str:
    return "\n".join(_lines(told)) + "\n"


def _lines(told: dict[str, Any]) -> Iterator[str]:
    name = told["to"]["name"]
    if told["known"]:
        yield _("You know %(name)s yourself.") % {"name": name}
        yield from (f"  {why['sentence']}" for why in told["known"])
    elif told["why"]:
        yield f"{name}: {told['why']['sentence']}"
    for path in told["paths"]:
        yield " → ".join([_("You"), *(step["to"]["name"] for step in path["steps"])])
        for step in path["steps"]:
            pair = f"{step['from']['name'] if step['from'] else _('You')} – {step['to']['name']}"
            yield f"  {pair}: {' '.join(why['sentence'] for why in step['evidence'])}"
        yield from (f"  {why['sentence']}" for why in path["about"])
    if told["near"]:
        yield _("How you might come to know somebody who can introduce you:")
        yield from (f"  {' '.join(why['sentence'] for why in (one['why'], *one['evidence']))}" for one in told["near"])
