"""Groups: founding, joining, handing over, leaving; the one door to their rows."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import Http404

from mensch import models
from mensch.core.groups import Act
from mensch.errors import InputError
from mensch.models.base import OfGroup
from mensch.services import group_access, group_invites, group_leaving, group_links, groups
from mensch.services.access import public
from tests import grouping, world
from tests.grouping import NOW, Party


@pytest.fixture
def party(ada: world.Member, ben: world.Member) -> Party:
    return grouping.party(ada, ben)


def test_whoever_founds_a_group_is_its_steward(ada: world.Member) -> None:
    group = grouping.founded(ada.vault)
    member = group_access.seat(ada.user, public(group.pk))
    assert member.role == "steward"
    assert group_access.may(member, Act.INVITE)


def test_a_stranger_a_former_member_and_a_member_of_another_group_find_no_seat(party: Party, eve: world.Member) -> None:
    grouping.founded(eve.vault, "Hill Chapter")
    for user in (eve.user, party.users["fay"].user):
        with pytest.raises(Http404):
            group_access.seat(user, party.id)


def test_no_row_of_another_group_comes_through_the_door(party: Party, eve: world.Member) -> None:
    other = grouping.steward_of(grouping.founded(eve.vault, "Hill Chapter"))
    for model in OfGroup.__subclasses__():
        if model.__module__.startswith("mensch."):
            ours = {row.pk for row in group_access.rows(party.ada, model)}
            theirs = {row.pk for row in group_access.rows(other, model)}
            assert not ours & theirs
    with pytest.raises(Http404):
        group_access.see(other, models.Member, public(party.ben.pk))
    with pytest.raises(ValueError, match="another group"):
        group_access.make(other, models.KnownKind, member=party.ben, words="bakers", made_at=NOW)


def test_a_followed_key_and_a_save_stay_inside_the_group(party: Party, eve: world.Member) -> None:
    card = group_access.own(party.ben, models.Card).get()
    card.group_id = grouping.founded(eve.vault, "Hill Chapter").pk
    card.name = "Taken"
    with pytest.raises(Exception, match="did not affect any rows"):
        card.save(update_fields=["name"])


def test_an_invitation_takes_so_many_and_no_more(party: Party, eve: world.Member) -> None:
    token = group_invites.invite(member=party.ada, role="member", places=1, days=7, now=NOW).rsplit("/", 1)[1]
    invite = group_access.opening(token, NOW)
    assert invite is not None
    assert groups.join(invite=invite, user=None, name="One", reach="", now=NOW)
    assert groups.join(invite=invite, user=eve.user, name="Two", reach="", now=NOW) is None
    assert group_access.opening(token, NOW) is None


def test_an_invitation_ends_by_itself_and_by_a_word_of_the_steward(party: Party) -> None:
    first, second = (
        group_invites.invite(member=party.ada, role="guest", places=5, days=7, now=NOW).rsplit("/", 1)[1]
        for _ in range(2)
    )
    assert group_access.opening(first, NOW + timedelta(days=7)) is None
    row = group_access.opening(second, NOW)
    assert row is not None
    group_invites.withdraw(member=party.ada, invite=public(row.pk), now=NOW)
    assert group_access.opening(second, NOW) is None
    assert group_access.opening(first, NOW) is not None


def test_joining_twice_is_joining_once_and_takes_one_place(party: Party) -> None:
    token = group_invites.invite(member=party.ada, role="member", places=3, days=7, now=NOW).rsplit("/", 1)[1]
    invite = group_access.opening(token, NOW)
    assert invite is not None
    again = groups.join(invite=invite, user=party.users["ben"].user, name="Ben", reach="", now=NOW)
    assert again is not None
    assert again.pk == party.ben.pk
    assert group_access.one(party.ada, models.GroupInvite, invite.pk).taken == 0


def test_only_stewards_invite_remove_and_hand_over(party: Party) -> None:
    for member in (party.ben, party.gil, party.nan):
        with pytest.raises(Http404):
            group_invites.invite(member=member, role="member", places=1, days=7, now=NOW)
        with pytest.raises(Http404):
            group_leaving.remove(member=member, other=public(party.nan.pk), now=NOW)
        with pytest.raises(Http404):
            groups.share_stewardship(member=member, other=public(party.ben.pk), now=NOW)


def test_the_last_steward_stays_until_another_is_there(party: Party) -> None:
    with pytest.raises(InputError):
        group_leaving.leave(member=party.ada, now=NOW)
    with pytest.raises(InputError):
        groups.share_stewardship(member=party.ada, other=public(party.nan.pk), now=NOW)  # no account
    groups.share_stewardship(member=party.ada, other=public(party.ben.pk), now=NOW)
    group_leaving.leave(member=party.ada, now=NOW)
    assert grouping.steward_of(party.group).pk == party.ben.pk


def test_when_an_account_goes_the_longest_member_who_can_sign_in_follows(party: Party) -> None:
    gone = group_leaving.leave_all(user=party.users["ada"].user, now=NOW)
    assert [one.closed for one in gone] == [False]
    assert grouping.steward_of(party.group).pk == party.ben.pk


def test_a_group_without_anybody_who_could_look_after_it_goes_with_its_steward(eve: world.Member) -> None:
    group = grouping.founded(eve.vault)
    grouping.joined(group, None, "Nan Roberts")
    assert [one.closed for one in group_leaving.leave_all(user=eve.user, now=NOW)] == [True]
    assert not models.Group.objects.filter(pk=group.pk).exists()
    assert not any(model.objects.exists() for model in group_access.leaves_first())


def test_what_is_left_of_somebody_who_left_is_bare(party: Party) -> None:
    gone = group_leaving.leave(member=party.nan, now=NOW)
    assert gone.rows["Card"] == 1
    row = group_access.one(party.ada, models.Member, party.nan.pk)
    assert (row.user_id, row.address, row.left_at) == (None, "", NOW)
    assert not group_access.own(row, models.Card).exists()


def test_a_private_link_opens_for_its_member_until_it_ends(party: Party) -> None:
    first, second = party.link(), party.link()
    assert group_access.seat_by_link(first).pk == party.nan.pk
    group_links.not_me(token=first, now=NOW)
    with pytest.raises(Http404):
        group_access.seat_by_link(first)
    assert group_access.seat_by_link(second).pk == party.nan.pk
    group_links.revoke(member=party.nan, now=NOW)
    with pytest.raises(Http404):
        group_access.seat_by_link(second)


def test_links_of_somebody_who_left_open_nothing(party: Party) -> None:
    link = party.link()
    group_leaving.remove(member=party.ada, other=public(party.nan.pk), now=NOW)
    with pytest.raises(Http404):
        group_access.seat_by_link(link)
