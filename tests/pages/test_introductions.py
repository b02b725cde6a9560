"""From idea to thanks, when only the owner uses Mensch: letters, consents, releases, and who is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from mensch import models
from mensch.core.introductions import Part, Phase, phase
from mensch.errors import InputError
from mensch.services import introduction_pressing, introductions, suppressions
from mensch.services.introductions import Wish
from tests import introducing, world
from tests.introducing import BECAUSE, Pair

DAY = timedelta(days=1)


def at(pair: Pair, days: float = 0) -> Phase:
    return phase(pair.whole().intro, today=(world.NOW + days * DAY).date())


def test_seeds_rows_6_and_89_both_reasons_stand_in_the_letters_or_nothing_begins(ada: world.Member) -> None:
    with pytest.raises(InputError):
        introducing.drafted(ada, because_second=" ")
    pair = introducing.drafted(ada)
    words = {part: side.words for part, side in pair.whole().sides.items()}
    assert BECAUSE["because_first"] in words[Part.FIRST]
    assert BECAUSE["because_second"] in words[Part.SECOND]
    assert all(why in pair.whole().row.opening for why in BECAUSE.values())


def test_of_the_other_a_letter_says_given_name_trade_and_reason_and_no_more(ada: world.Member) -> None:
    pair = introducing.pressed(ada)
    letter = pair.letter(Part.FIRST, "meet")
    assert "Cleo" in letter.body
    assert "Caretaker" in letter.body
    for kept in ("Marin", "cleo@example.org"):
        assert kept not in letter.body + letter.subject


def test_words_that_give_an_address_away_do_not_leave(ada: world.Member) -> None:
    pair = introducing.drafted(ada)
    words = {Part.FIRST: "Write to Cleo at cleo@example.org"}
    vault = ada.vault
    with pytest.raises(InputError, match="cleo@"):
        introduction_pressing.press(
            vault=vault, introduction=pair.id, by=ada.user, words=words, opening="", now=world.NOW
        )
    assert at(pair) is Phase.DRAFT
    assert not models.Letter.objects.exists()


def test_one_press_sends_the_first_letter_and_holds_the_others(ada: world.Member) -> None:
    introducing.account(ada)
    pair = introducing.pressed(ada)
    states = {letter.once.split(":")[2]: letter.state for letter in models.Letter.objects.all()}
    assert states == {"first": "pressed", "second": "held", "both": "held"}
    assert at(pair) is Phase.FIRST_ASKED
    introducing.press(pair)
    assert models.Letter.objects.count() == 3
    assert models.Invitation.objects.filter(purpose="meet").count() == 2


def test_the_first_yes_sends_the_second_letter_and_the_second_yes_joins_them_at_once(ada: world.Member) -> None:
    introducing.account(ada)
    pair = introducing.pressed(ada)
    assert introducing.says(pair, Part.FIRST, words="Gladly, in spring", now=world.NOW + DAY)
    assert pair.letter(Part.SECOND, "meet").state == "pressed"
    assert pair.letter(None, "opening").state == "held"
    assert not models.Release.objects.exists()
    assert introducing.says(pair, Part.SECOND, now=world.NOW + 2 * DAY)
    letter = pair.letter(None, "opening")
    assert (letter.state, letter.to) == ("pressed", ["ben@bakers.example", "cleo@example.org"])
    assert set(models.Release.objects.values_list("of__part", "to__part", "value")) == {
        ("first", "second", "ben@bakers.example"),
        ("second", "first", "cleo@example.org"),
    }
    assert models.Acceptance.objects.get(side__part="first").words == "Gladly, in spring"
    assert models.Trail.objects.filter(verb="released").count() == 1
    assert at(pair, 2) is Phase.OPENED


def test_without_a_mail_account_each_letter_waits_for_the_owners_own_mail_program(ada: world.Member) -> None:
    pair = introducing.pressed(ada)
    assert at(pair) is Phase.FIRST_NEXT
    assert introducing.says(pair, Part.FIRST)  # a yes proves that the letter went
    assert at(pair) is Phase.SECOND_NEXT
    assert introducing.says(pair, Part.SECOND)
    assert at(pair) is Phase.OPENED
    assert pair.letter(None, "opening").state == "draft"


def test_a_letter_the_owner_says_went_counts_as_asked(ada: world.Member) -> None:
    pair = introducing.pressed(ada)
    ada.client.post(f"/letters/{world.public_id(pair.letter(Part.FIRST, 'meet'))}/sent")
    today = timezone.now()
    assert phase(pair.whole().intro, today=today.date()) is Phase.FIRST_ASKED


def test_exactly_one_letter_that_asks_for_each_person_stands_in_the_database(ada: world.Member) -> None:
    pair = introducing.pressed(ada)
    first, second = (models.Invitation.objects.get(side__part=part, purpose="meet") for part in ("first", "second"))
    again = {"vault": ada.vault, "introduction": pair.row, "purpose": "meet"}
    with pytest.raises(IntegrityError), transaction.atomic():
        models.Invitation.objects.create(**again, side=first.side, recipient="another")
    with pytest.raises(IntegrityError), transaction.atomic():
        models.Invitation.objects.create(**{**again, "purpose": "check"}, side=second.side, recipient=first.recipient)


def test_the_same_two_are_not_asked_twice_while_an_introduction_is_open(ada: world.Member) -> None:
    pair = introducing.pressed(ada)
    assert pair.first
    wish = Wish(world.public_id(pair.second), world.public_id(pair.first), **BECAUSE)
    assert introductions.begin(vault=ada.vault, wish=wish, now=world.NOW + DAY) == pair.row
    later = introductions.begin(vault=ada.vault, wish=wish, now=world.NOW + 60 * DAY)
    assert later == pair.row  # it lies ready, nothing left: still that one
    introductions.end(vault=ada.vault, introduction=pair.id, now=world.NOW)
    assert introductions.begin(vault=ada.vault, wish=wish, now=world.NOW) != pair.row


def test_undo_takes_every_letter_back_until_one_has_left(ada: world.Member) -> None:
    introducing.account(ada)
    pair = introducing.pressed(ada)
    assert introduction_pressing.take_back(vault=ada.vault, introduction=pair.id, now=world.NOW)
    assert not models.Letter.objects.exists()
    assert not models.AnswerLink.objects.exists()
    assert at(pair) is Phase.DRAFT
    introducing.press(pair)
    models.Letter.objects.filter(state="pressed").update(state="sent")
    assert introduction_pressing.take_back(vault=ada.vault, introduction=pair.id, now=world.NOW) is None
    assert models.Letter.objects.count() == 3


def test_seeds_row_104_never_again_holds_for_every_owner_here(ada: world.Member, ben: world.Member) -> None:
    introducing.account(ada)
    assert introducing.says(introducing.pressed(ada), Part.FIRST, "never")
    assert suppressions.suppressed(address="ben@bakers.example")
    introducing.account(ben)
    pair = introducing.drafted(ben)
    with pytest.raises(InputError):
        introducing.press(pair)
    assert not models.Letter.objects.filter(vault=ben.vault).exists()


def test_who_asked_for_it_has_said_yes_and_gets_no_question(ada: world.Member) -> None:
    introducing.account(ada)
    pair = introducing.drafted(ada)
    introductions.agreed_beforehand(vault=ada.vault, introduction=pair.id, now=world.NOW)
    introducing.press(pair)
    assert not models.Letter.objects.filter(once__contains=":first:meet").exists()
    assert at(pair) is Phase.SECOND_ASKED
    assert introducing.says(pair, Part.SECOND)
    assert models.Release.objects.count() == 2
