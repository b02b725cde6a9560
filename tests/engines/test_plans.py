"""No page walks through a whole table of its owner, and none works harder because the address book is larger.

The plans are those of the queries that the pages really ask, through the client, on whichever engine runs the tests.
"""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import timezone

from mensch import models
from mensch.services.access import public
from tests import plans, world
from tests.big import Big
from tests.makers import MAKERS
from tests.routes import routes

# Rows an owner writes by hand, or decides one by one: they do not grow with the address book or the mailbox.
BY_HAND = {
    *("aftermeeting", "chosen", "import", "importfile", "laid", "merge", "ownaddress", "promise", "promiseend", "rest"),
    *("rhythm", "separation", "thankyou", "twin"),
    *("acceptance", "answer", "answerlink", "concern", "gate", "introduction", "introductionend", "invitation"),
    *("opening", "outcome", "release", "side", "told", "workedtogether"),
}
# The whole point of these is the whole vault: taking it along, looking through all of it for one name, proving a chain.
EVERYTHING = {"export", "yours", "deletion", "erasure", "erasure_proof"}
SEARCHES = ("?q=ada", "?q=anderova", "?q=ada+works", "?q=andersen%40works", "?evidence=met", "?group=Friends")


def pages(big: Big) -> list[str]:
    """Every page that can be looked at, with a friend of the vault where a person is named."""
    found = []
    for route in routes():
        if route.name in EVERYTHING or route.shape.startswith(("account/", "in/", "invite/", "i/")):
            continue
        if all(name in MAKERS for name in route.names):
            found.append(route.path(**{name: _named(big, name) for name in route.names}))
    listed = f"/people/{public(big.ids[-1])}/path"
    return [*found, listed, *(f"/people{more}" for more in SEARCHES)]


def _named(big: Big, name: str) -> str:
    if name == "person":
        return public(big.friend)
    model = {"importing": models.Import, "importfile": models.ImportFile, "twin": models.Twin}.get(name)
    row = model.objects.filter(vault=big.vault).first() if model else None
    return public(row.pk) if row else MAKERS[name](big.vault)


def looked_at(member: world.Member, path: str) -> plans.Watch:
    with plans.watching() as seen:
        response = member.client.get(path, follow=True)
        b"".join(response) if response.streaming else response.content
    return seen


@pytest.fixture
def vaults(ada: world.Member, ben: world.Member) -> tuple[Big, Big]:
    """A small one, and one four times as large because its owner has been at it four times as long."""
    small = Big(ben.vault, timezone.now(), people=1000, touches=5000, years=5)
    large = Big(ada.vault, timezone.now(), people=4000, touches=20_000, years=20)
    for one in (small, large):
        one.fill()
    return small, large


def test_no_page_walks_through_a_whole_table_or_works_harder_in_a_larger_book(
    vaults: tuple[Big, Big], ada: world.Member, ben: world.Member
) -> None:
    small, large = vaults
    walks, harder = set(), []
    for little, much in zip(pages(small), pages(large), strict=True):
        less, more = looked_at(ben, little), looked_at(ada, much)
        walks |= {
            f"{much}: {how}\n    {sql[:1500]}"
            for table, how, sql in more.walks
            if table.removeprefix("mensch_") not in BY_HAND
        }
        # PostgreSQL goes about tables of a few thousand rows in ways it would not go about large ones.
        if connection.vendor == "sqlite" and more.work > less.work * 1.5 + 1000:
            harder.append(f"{much}: {less.work} → {more.work}")
    assert not walks, "\n".join(sorted(walks))
    assert not harder, "\n".join(harder)
