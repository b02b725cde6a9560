"""What `mensch check` says of the trails."""

from __future__ import annotations

from mensch.models import Trail
from mensch.services import checkup, trail
from tests import world


def test_a_trail_that_was_changed_is_named(ada: world.Member, ben: world.Member) -> None:
    for member in (ada, ben):
        trail.write(vault=member.vault, verb="erased", facts={"rows": 1}, now=world.NOW)
    assert checkup.trail_problems() == []
    Trail.objects.filter(vault=ben.vault).update(facts={"rows": 2})
    assert checkup.trail_problems() == [f"The trail of vault {ben.vault.pk} does not add up at entry 1."]
