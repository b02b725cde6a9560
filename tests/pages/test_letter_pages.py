"""Letters on pages: send, undo, what did not go, what is in doubt, what came back; with script and without."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from mensch import models
from mensch.core.outbox import LetterState
from mensch.services import mail_accounts
from tests import world
from tests.pages.pressing import of, press, undo

RETURNED = Path(__file__).parent.parent / "files" / "returned"
PASSWORD = "a very secret word"


def connected(member: world.Member) -> models.MailAccount:
    told: dict[str, Any] = {"host": "mail.example.org", "port": 587, "user": "ada", "password": PASSWORD}
    return mail_accounts.keep(vault=member.vault, sender=member.user.email, now=world.NOW, **told)


def cleo(member: world.Member) -> models.Person:
    person = world.person(member.vault)
    world.address(person)
    return person


def text(member: world.Member, path: str) -> str:
    answer = member.client.get(path)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def stuck(person: models.Person, state: LetterState, said: str = "", why: str = "", **more: Any) -> models.Letter:
    owner: dict[str, Any] = {"pressed_by": person.vault.owner, "pressed_at": world.NOW}
    letter = world.letter(person, state=state, to=["cleo@example.org"], **owner, **more)
    step = "refuse" if state == LetterState.NOT_SENT else "lose"
    models.LetterStep.objects.create(vault=person.vault, letter=letter, step=step, said=said, why=why, at=world.NOW)
    return letter


def test_one_press_sends_from_a_persons_page_and_undo_takes_it_back(ada: world.Member) -> None:
    connected(ada)
    person = cleo(ada)
    assert 'name="send"' in text(ada, of(person))
    answer = press(ada, f"{of(person)}/letters", kind="free", subject="Tea?", body="On Tuesday", send="now")
    letter = models.Letter.objects.get(vault=ada.vault)
    assert (letter.state, letter.to, letter.pressed_by) == ("pressed", ["cleo@example.org"], ada.user)
    assert letter.due_at is not None
    assert letter.due_at - timezone.now() < timedelta(seconds=10)
    undo(ada, answer)
    letter.refresh_from_db()
    assert letter.state == "draft"


def test_undo_after_it_has_left_says_so(ada: world.Member) -> None:
    connected(ada)
    press(ada, f"{of(cleo(ada))}/letters", kind="free", subject="Tea?", body="On Tuesday", send="now")
    letter = models.Letter.objects.get(vault=ada.vault)
    models.Letter.objects.update(state=LetterState.SENT)
    press(ada, f"/letters/{world.public_id(letter)}/taking-back")
    assert "Already on its way." in text(ada, "/today")


def test_a_double_press_is_one_letter(ada: world.Member) -> None:
    connected(ada)
    person = cleo(ada)
    for _ in range(2):
        press(ada, f"{of(person)}/letters", kind="free", subject="Tea?", body="On Tuesday", send="now")
    assert models.Letter.objects.filter(vault=ada.vault, state="pressed").count() == 1


def test_without_a_mail_account_nothing_offers_to_send(ada: world.Member) -> None:
    person = cleo(ada)
    assert 'name="send"' not in text(ada, of(person))
    answer = press(ada, f"{of(person)}/letters", kind="free", subject="Tea?", body="On Tuesday", send="now")
    assert "/letters/" in answer.headers["Location"]
    assert models.Letter.objects.get(vault=ada.vault).state == "draft"


def test_a_line_of_today_goes_with_its_letter_and_comes_back_with_undo(ada: world.Member) -> None:
    connected(ada)
    person = cleo(ada)
    rhythm = models.Rhythm.objects.create(vault=ada.vault, person=person, days=30, set_at=timezone.now())
    models.Rhythm.objects.update(set_at=timezone.now() - timedelta(days=200))
    page = text(ada, "/today")
    assert 'name="send"' in page
    line = page.split('name="nudge" value="')[1].split('"')[0]
    assert world.public_id(rhythm) in line
    sent = {"kind": "rhythm", "nudge": line, "subject": "Hi", "body": "Hello", "send": "now"}
    answer = ada.client.post(f"{of(person)}/letters", sent, headers={"HX-Request": "true"})
    assert (answer.headers["HX-Retarget"], answer.headers["HX-Reswap"]) == ("#today", "outerHTML")
    assert line not in answer.content.decode()
    assert "It leaves in ten seconds." in answer.content.decode()
    letter = models.Letter.objects.get(vault=ada.vault)
    press(ada, f"/letters/{world.public_id(letter)}/taking-back")
    assert line in text(ada, "/today")


@pytest.mark.parametrize("where", ["/today", "/letters"])
def test_what_the_server_said_is_told_where_the_owner_looks_and_stays_text(ada: world.Member, where: str) -> None:
    stuck(cleo(ada), LetterState.NOT_SENT, said="552 <b>full</b>")
    page = text(ada, where)
    assert "Not sent. Your mail server said: 552 &lt;b&gt;full&lt;/b&gt;" in page


def test_a_letter_in_doubt_is_decided_by_its_owner(ada: world.Member) -> None:
    connected(ada)
    one = stuck(cleo(ada), LetterState.UNKNOWN)
    path = f"/letters/{world.public_id(one)}"
    assert "This letter may have gone out. Did it?" in text(ada, "/today")
    press(ada, f"{path}/press")
    one.refresh_from_db()
    assert one.state == "pressed"
    models.Letter.objects.update(state=LetterState.UNKNOWN)
    assert ada.client.post(f"{path}/sent").status_code == 302
    one.refresh_from_db()
    assert (one.state, one.sent_at) == ("sent", one.pressed_at)
    assert models.Touch.objects.get(vault=ada.vault).by_me
    assert "Did it?" not in text(ada, "/today")


def test_what_did_not_go_can_be_put_away_and_its_text_stays(ada: world.Member) -> None:
    letter = stuck(cleo(ada), LetterState.NOT_SENT, body="Dear Cleo")
    press(ada, f"/letters/{world.public_id(letter)}/putting-away")
    assert "Not sent" not in text(ada, "/today")
    assert "Dear Cleo" in text(ada, f"/letters/{world.public_id(letter)}")


def test_a_reason_of_ours_is_a_sentence(ada: world.Member) -> None:
    letter = stuck(cleo(ada), LetterState.NOT_SENT, why="cannot-write")
    assert "We cannot write to this address." in text(ada, f"/letters/{world.public_id(letter)}")


def test_letters_are_listed_the_latest_first_and_drafts_are_not(ada: world.Member) -> None:
    person = cleo(ada)
    went: dict[str, Any] = {"state": "sent", "pressed_by": ada.user, "pressed_at": world.NOW, "sent_at": world.NOW}
    for number in range(45):
        world.letter(person, subject=f"Letter {number}.", **went)
    world.letter(person, subject="Only a draft")
    page = text(ada, "/letters")
    assert page.index("Letter 44.") < page.index("Letter 43.")
    assert "Letter 4." not in page
    assert "Only a draft" not in page
    older = page.split('href="?before=')[1].split('"')[0]
    assert "Letter 4." in text(ada, f"/letters?before={older}")


def test_a_pasted_mail_that_came_back_marks_the_address_and_says_what_to_do(ada: world.Member) -> None:
    person = world.person(ada.vault)
    address = world.address(person, "cleo@example.com")
    pasted = (RETURNED / "postfix.eml").read_text()
    page = ada.client.post("/letters/returned", {"mail": pasted}).content.decode()
    assert "nobody reads mail there any more" in page
    assert "Cleo Marin will get no letter there" in page
    address.refresh_from_db()
    assert address.bounced_at is not None
    assert "does not look like" in ada.client.post("/letters/returned", {"mail": "Hello"}).content.decode()


def test_an_answer_is_threaded_under_the_mail_it_answers_and_nothing_else_is(ada: world.Member) -> None:
    person = cleo(ada)
    mail = world.touch(person, "mail", by_me=False, key="her-mail@example.org")
    hash_only = world.touch(person, "mail", world.days_ago(1), by_me=False, key="hash:0f")
    for touch, kind, wanted in (
        (mail, "reply", "her-mail@example.org"),
        (hash_only, "reply", ""),
        (mail, "rhythm", ""),
    ):
        told = {"kind": kind, "nudge": f"{kind}:{world.public_id(touch)}:", "subject": "Re: Tea", "body": kind}
        answer = ada.client.post(f"{of(person)}/letters", told)
        assert models.Letter.objects.latest("id").in_reply_to == wanted
        file = ada.client.get(f"{answer.headers['Location']}/letter.eml").content.decode()
        assert ("In-Reply-To: <her-mail@example.org>" in file) == bool(wanted)
