"""Letters are drafted, pressed, held and taken back; a no is kept for ever, as a hash."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from mensch import models
from mensch.core.outbox import REACHED, UNDO, WITHIN, LetterKind, LetterState
from mensch.core.reasons import Reason
from mensch.errors import InputError
from mensch.services import outbox, quieting, suppressions
from mensch.services.outbox import Pressed
from tests import world

BEN = "ben@example.org"


def account(member: world.Member, **fields: Any) -> models.MailAccount:
    filled = {"host": "mail.example.org", "sender": member.user.email, "set_at": world.NOW, **fields}
    row: models.MailAccount = models.MailAccount.objects.create(vault=member.vault, **filled)
    return row


def drafted(member: world.Member, kind: LetterKind = LetterKind.ASKING, to: str = BEN, **more: Any) -> models.Letter:
    words: dict[str, Any] = {"subject": "Would you like to meet Cleo?", "body": "No hurry, and no is fine.", **more}
    return outbox.draft(vault=member.vault, kind=kind, to=(to,), **words)


def pressed(member: world.Member, letter: models.Letter, **more: Any) -> Pressed:
    found = outbox.press(letter=letter, by=member.user, now=world.NOW, **more)
    assert isinstance(found, Pressed), found
    return found


def test_a_pressed_letter_leaves_after_ten_seconds_and_a_second_press_changes_nothing(ada: world.Member) -> None:
    account(ada)
    letter = drafted(ada)
    first, second = pressed(ada, letter), pressed(ada, letter)
    assert first.due == second.due == world.NOW + UNDO
    assert (letter.state, letter.pressed_by, letter.pressed_at) == ("pressed", ada.user, world.NOW)
    assert models.LetterStep.objects.filter(letter=letter).count() == 1
    assert letter.message_id.endswith("@example.org")
    assert str(letter.pk) not in letter.message_id


def test_undo_makes_a_draft_of_it_again_until_somebody_sends_it(ada: world.Member) -> None:
    account(ada)
    letter = drafted(ada)
    pressed(ada, letter)
    assert outbox.take_back(letter=letter, now=world.NOW)
    assert (letter.state, letter.pressed_by_id, letter.due_at) == ("draft", None, None)
    assert not outbox.take_back(letter=letter, now=world.NOW)
    pressed(ada, letter)
    models.Letter.objects.filter(pk=letter.pk).update(state=LetterState.SENDING)
    assert not outbox.take_back(letter=letter, now=world.NOW)


def test_a_held_letter_waits_until_it_is_let_go(ada: world.Member) -> None:
    account(ada)
    letter = drafted(ada)
    assert pressed(ada, letter, hold=True).due is None
    assert letter.state == "held"
    outbox.let_go(letter=letter, now=world.NOW)
    assert (letter.state, letter.due_at) == ("pressed", world.NOW)
    outbox.let_go(letter=letter, now=world.NOW + UNDO)
    assert letter.due_at == world.NOW


def test_without_a_mail_account_it_stays_a_draft_for_the_own_mail_program(ada: world.Member) -> None:
    letter = drafted(ada)
    assert pressed(ada, letter).opens
    assert letter.state == "draft"


def test_only_the_owner_presses(ada: world.Member, ben: world.Member) -> None:
    account(ada)
    with pytest.raises(PermissionDenied):
        outbox.press(letter=drafted(ada), by=ben.user, now=world.NOW)


def test_the_database_refuses_outreach_on_its_way_that_nobody_pressed(ada: world.Member) -> None:
    letter = drafted(ada)
    for state in set(LetterState) - {LetterState.DRAFT, LetterState.SAID_SENT}:
        with pytest.raises(IntegrityError), transaction.atomic():
            models.Letter.objects.filter(pk=letter.pk).update(state=state)


def test_mail_to_others_is_never_posted_by_the_house_itself(ada: world.Member) -> None:
    account(ada)
    with pytest.raises(ValueError, match="person"):
        outbox.post(letter=drafted(ada), now=world.NOW)
    own = drafted(ada, LetterKind.ACCOUNT, to=ada.user.email)
    assert outbox.post(letter=own, now=world.NOW)
    assert (own.state, own.due_at, own.pressed_by_id) == ("pressed", world.NOW, None)


def test_for_one_thing_there_is_one_letter_in_a_vault(ada: world.Member, ben: world.Member) -> None:
    one, again = drafted(ada, once="asking:1:ben"), drafted(ada, once="asking:1:ben", to="other@example.org")
    assert one == again
    assert again.to == [BEN]
    assert drafted(ben, once="asking:1:ben") != one
    assert drafted(ada) != drafted(ada)


def test_no_line_end_reaches_a_header_and_no_other_text_an_address(ada: world.Member) -> None:
    letter = outbox.draft(
        vault=ada.vault, kind=LetterKind.FREE, to=(BEN,), subject="Hello\r\nBcc: eve@example.org", body="a\r\nb\0"
    )
    assert letter.subject == "Hello Bcc: eve@example.org"
    assert letter.body == "a\nb"
    for bad in ("ben", "ben@example.org\nBcc: eve@example.org", "a@b, c@d"):
        with pytest.raises(InputError):
            drafted(ada, to=bad)


def test_seeds_row_104_a_no_holds_for_everybody_here_and_for_every_spelling(
    ada: world.Member, ben: world.Member
) -> None:
    suppressions.suppress(address="Cleo@Example.org", now=world.NOW)
    suppressions.suppress(address="cleo@example.org", now=world.NOW)
    assert models.Suppression.objects.count() == 1
    assert "cleo" not in models.Suppression.objects.get().digest
    for member in (ada, ben):
        account(member)
        letter = drafted(member, to="cleo+work@example.org")
        found = outbox.press(letter=letter, by=member.user, now=world.NOW)
        assert isinstance(found, Reason)
        assert letter.state == "draft"
    friend = drafted(ada, LetterKind.THANK_YOU, to="cleo@example.org")
    assert not pressed(ada, friend).opens


def test_three_asking_letters_a_year_reach_an_address_from_all_vaults_together(ada: world.Member) -> None:
    assert all(suppressions.count(address=BEN, now=world.NOW) for _ in range(REACHED))
    assert not suppressions.count(address=BEN.upper(), now=world.NOW)
    account(ada)
    assert isinstance(outbox.press(letter=drafted(ada), by=ada.user, now=world.NOW), Reason)
    later = world.NOW + WITHIN + timedelta(seconds=1)
    assert suppressions.count(address=BEN, now=later)
    assert len(suppressions.reached(address=BEN)) == REACHED


def test_a_letter_to_a_person_goes_to_the_address_that_works(ada: world.Member) -> None:
    account(ada)
    person = world.person(ada.vault)
    letter = world.letter(person)
    assert isinstance(outbox.press(letter=letter, by=ada.user, now=world.NOW), Reason)
    world.address(person, "old@example.org", bounced_at=world.NOW)
    world.address(person, "cleo@example.org", place=1)
    pressed(ada, letter)
    assert letter.to == ["cleo@example.org"]


def test_what_came_back_from_one_address_is_tried_again_at_another_or_not_at_all(ada: world.Member) -> None:
    account(ada)
    person = world.person(ada.vault)
    old = world.address(person, "old@example.org")
    letter = drafted(ada, LetterKind.FREE, to="Old@example.org", person=person)
    pressed(ada, letter)
    models.Letter.objects.filter(pk=letter.pk).update(state=LetterState.NOT_SENT)
    models.Address.objects.filter(pk=old.pk).update(bounced_at=world.NOW)
    assert isinstance(outbox.press(letter=letter, by=ada.user, now=world.NOW), Reason)
    world.address(person, "new@example.org", place=1)
    pressed(ada, letter)
    assert letter.to == ["new@example.org"]


def test_after_a_restore_nothing_leaves_by_itself(ada: world.Member) -> None:
    account(ada)
    one, two, kept = drafted(ada), drafted(ada), drafted(ada)
    pressed(ada, one)
    pressed(ada, two, hold=True)
    assert quieting.quiet(now=world.NOW) == 2
    for letter in (one, two, kept):
        letter.refresh_from_db()
    assert [one.state, two.state, kept.state] == ["unknown", "unknown", "draft"]
    assert one.due_at is None
