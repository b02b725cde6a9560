"""A group of the cast, for tests: Ada is its steward, Ben a member, Gil a guest, Fay left, Nan has no account."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NamedTuple

from mensch import models
from mensch.core.groups import Role
from mensch.services import group_access, group_invites, group_leaving, group_links, groups
from mensch.services.groups import Described
from tests import world

NOW = world.NOW


def another(member: models.Member) -> models.Member:
    """Nan Roberts, who has no account, in the group of this member."""
    found: models.Member | None = group_access.members(member.group_id).filter(user=None).first()
    made: models.Member = found or joined(member.group, None, "Nan Roberts")
    return made


class Party(NamedTuple):
    """Who is in it: memberships, and whoever signs in."""

    group: models.Group
    ada: models.Member
    ben: models.Member
    gil: models.Member
    nan: models.Member
    users: dict[str, world.Member]

    @property
    def id(self) -> str:
        return world.public_id(self.group)

    def link(self) -> str:
        """A fresh private link of Nan's, who has no account."""
        return group_links.make(member=self.nan, now=NOW)


def founded(owner: models.Vault, name: str = "Harbour Chapter", now: Any = NOW) -> models.Group:
    return groups.found(user=owner.owner, said=Described(name, "chapter", "Harbour Town"), now=now)


def steward_of(group: models.Group) -> models.Member:
    row: models.Member = group_access.members(group.pk).filter(role=Role.STEWARD.value)[0]
    return row


def joined(group: models.Group, user: models.User | None, name: str, role: str = "member", at: Any = NOW) -> Any:
    """Somebody who came by an invitation of the steward."""
    url = group_invites.invite(member=steward_of(group), role=role, places=1, days=30, now=at)
    invite = group_access.opening(url.rsplit("/", 1)[1], at)
    assert invite is not None
    reach = f"{name.split()[0].casefold()}@example.org"
    return groups.join(invite=invite, user=user, name=name, reach=reach, now=at)


def party(ada: world.Member, ben: world.Member) -> Party:
    """Everybody; Fay, who left, is in `users` with Gil, a guest."""
    group = founded(ada.vault)
    gil = world.member("gil@example.org", "Gil Tanaka")
    fay = world.member("fay@example.org", "Fay Moreau")
    later = [NOW + timedelta(minutes=n) for n in range(1, 5)]
    in_it = joined(group, ben.user, "Ben Okafor", at=later[0])
    guest = joined(group, gil.user, "Gil Tanaka", role="guest", at=later[1])
    nan = joined(group, None, "Nan Roberts", at=later[2])
    gone = joined(group, fay.user, "Fay Moreau", at=later[3])
    group_leaving.leave(member=gone, now=later[3])
    users = {"ada": ada, "ben": ben, "gil": gil, "fay": fay}
    return Party(group, steward_of(group), in_it, guest, nan, users)
