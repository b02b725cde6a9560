"""Pictures of help: {% circle %} draws who gives to whom round a ring, {% chain %} from the first giver on.

Whoever sits there has `id`, `full`, `given` and `family`, as a row of a person or of a member does. The same steps
always stand beside the picture as a numbered list, which the page writes: a picture is never the only way to read it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from django import template

from mensch.core.called import called
from mensch.core.pictures import Figure, ring
from mensch.templatetags.mensch import letters, tint

register = template.Library()


@register.inclusion_tag("parts/circle.html")
def circle(people: Sequence[Any], words: Sequence[str], says: str, mark: str = "to") -> dict[str, Any]:
    """`people` in giving order; `words[i]`: what the i-th gives to the next, shortly. `mark`: once on a page."""
    return {"ring": ring([_figure(one) for one in people], words), "says": says, "mark": f"arrow-{mark}"}


@register.inclusion_tag("parts/chain.html")
def chain(people: Sequence[Any], words: Sequence[str]) -> dict[str, Any]:
    """The first giver and all who receive; `words[i]`: what the i-th gives to the next."""
    return {
        "links": [(_figure(one), gift) for one, gift in zip_longest(people, words[: len(people) - 1], fillvalue="")]
    }


def _figure(person: Any) -> Figure:
    return Figure(called(person.full, person.given), letters(person), tint(person))
