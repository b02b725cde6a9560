"""The owner's pages of introductions, pressed through in a browser without script; and the command."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from mensch import cli, models
from mensch.core.introductions import Part
from mensch.services import introduction_outcomes, ways_in
from mensch.services.introduction_outcomes import Word
from tests import introducing, world
from tests.introducing import BECAUSE, fresh, post
from tests.pages.pressing import press, undo


def text(member: world.Member, path: str) -> str:
    page = re.sub(r"<[^>]+>", " ", member.client.get(path, follow=True).content.decode())
    return " ".join(unescape(page).split())


def test_two_people_are_introduced_in_three_presses_from_a_persons_page(ada: world.Member) -> None:
    introducing.account(ada)
    ben = introducing.somebody(ada, "Ben Okafor", "ben@bakers.example")
    cleo = introducing.somebody(ada, "Cleo Marin", "cleo@example.org")
    world.ask(ben, ada.vault, "a hall to bake in")
    world.ask(cleo, ada.vault, "keys to old halls", side="giving")
    first, second = world.public_id(ben), world.public_id(cleo)
    assert f"/introductions/new?first={first}" in ada.client.get(f"/people/{first}").content.decode()
    assert f"first={first}&amp;second={second}" in ada.client.get(f"/introductions/new?first={first}").content.decode()
    page = text(ada, f"/introductions/new?first={first}&second={second}")
    assert "Cleo is glad to give: keys to old halls." in page
    assert "Ben is looking for: a hall to bake in." in page
    begun = press(ada, "/introductions", first=first, second=second, **BECAUSE)
    path = begun.headers["Location"]
    whole = models.Side.objects.all()
    words = {row.part: row.words for row in whole}
    pressed = press(ada, f"{path}/pressing", **words, opening=models.Introduction.objects.get().opening)
    undo(ada, pressed)
    assert "Nothing has left yet" in text(ada, path)
    press(ada, f"{path}/pressing", **words)
    assert "No answer from Ben yet." in text(ada, path)


def test_a_missing_reason_is_said_and_what_was_typed_stays(ada: world.Member) -> None:
    ben, cleo = (world.public_id(introducing.somebody(ada, name)) for name in ("Ben Okafor", "Cleo Marin"))
    form = {"first": ben, "second": cleo, "because_first": "Cleo knows halls", "because_second": ""}
    answer = ada.client.post("/introductions", form)
    assert answer.status_code == 422
    assert "Cleo knows halls" in answer.content.decode()
    assert not models.Introduction.objects.exists()


def test_an_address_in_the_words_is_refused_and_what_was_typed_stays(ada: world.Member) -> None:
    pair = introducing.drafted(ada)
    form = {"first": "Write to cleo@example.org, she waits", "second": "Hello", "opening": "Here you are"}
    answer = ada.client.post(f"/introductions/{pair.id}/pressing", form)
    assert answer.status_code == 422
    assert "she waits" in answer.content.decode()
    assert not models.Letter.objects.exists()


def test_without_a_mail_account_today_says_whose_turn_it_is(ada: world.Member) -> None:
    pair = introducing.drafted(ada)
    introducing.press(pair, timezone.now())
    assert "The letter to Ben is ready for your mail program. Did it go?" in text(ada, "/today")
    ada.client.post(f"/letters/{world.public_id(pair.letter(Part.FIRST, 'meet'))}/sent")
    assert "Did it go?" not in text(ada, "/today")
    assert post(pair.link()).status_code == 200
    assert "Ben said yes. Now ask Cleo." in text(ada, "/today")
    assert post(pair.link(Part.SECOND)).status_code == 200
    assert "both said yes. The letter that joins them is ready." in text(ada, "/today")


def test_after_two_weeks_one_question_lies_ready_and_is_asked_once(ada: world.Member) -> None:
    introducing.account(ada)
    pair, then = introducing.drafted(ada), timezone.now() - timedelta(days=14)
    introducing.press(pair, then)
    assert introducing.says(pair, Part.FIRST, now=then)
    assert introducing.says(pair, Part.SECOND, now=then)
    assert "The question whether they met is ready." in text(ada, "/today")
    for _ in range(2):
        press(ada, f"/introductions/{pair.id}/question")
    assert models.Letter.objects.filter(kind="question", state="pressed").count() == 2
    assert models.Invitation.objects.filter(purpose="again").count() == 2
    assert "question whether they met" not in text(ada, "/today")


def test_the_giver_reads_what_came_of_it_and_the_ask_is_closed(ada: world.Member) -> None:
    ask = world.ask(None, ada.vault)
    introducing.account(ada)
    pair = introducing.opened(ada, now=timezone.now(), ask=world.public_id(ask))
    word = Word("yes", ("referral",), "The hall is ours")
    introduction_outcomes.note(vault=ada.vault, introduction=pair.id, part="first", word=word, now=timezone.now())
    page = text(ada, f"/introductions/{pair.id}")
    assert "Ben says they met. The hall is ours A referral" in page
    press(ada, f"/introductions/{pair.id}/tellings")
    ask.refresh_from_db()
    assert ask.ended_at
    assert models.Told.objects.get().to == "owner"
    assert "Everybody who gave something has heard how it went." in text(ada, "/introductions/thanks")


def test_already_done_on_today_counts_as_told_and_undo_takes_it_back(ada: world.Member) -> None:
    introducing.account(ada)
    pair = introducing.opened(ada, now=timezone.now())
    word = Word("nothing")
    introduction_outcomes.note(vault=ada.vault, introduction=pair.id, part="first", word=word, now=timezone.now())
    models.Letter.objects.filter(once__contains="opening").update(state="sent")
    page = ada.client.get("/today").content.decode()
    name = re.search(r'name="nudge" value="(introduction:[^"]+)"', page)
    assert name
    assert pair.first
    done = ada.client.post(f"/people/{world.public_id(pair.first)}/nudges", {"nudge": name[1], "how": "done"})
    assert models.Told.objects.count() == 1
    undo_path = re.search(r'action="(/laid/[^"]+)"', ada.client.get(done.headers["Location"]).content.decode())
    assert undo_path
    ada.client.post(undo_path[1])
    assert not models.Told.objects.exists()


def test_a_connector_who_opened_the_door_hears_how_it_went(ada: world.Member) -> None:
    introducing.account(ada)
    pair = introducing.opened(ada, now=timezone.now(), checked=True)
    word = Word("yes", ("talk",))
    introduction_outcomes.note(vault=ada.vault, introduction=pair.id, part="second", word=word, now=timezone.now())
    assert "Ruth opened this door" in text(ada, f"/introductions/{pair.id}") or "Ruth Adeyemi opened this door" in text(
        ada, f"/introductions/{pair.id}"
    )
    press(ada, f"/introductions/{pair.id}/tellings", to="connector", words="Thank you, Ruth. We met.")
    letter = pair.letter(Part.CONNECTOR, "tell")
    assert (letter.kind, letter.state, letter.to) == ("told", "pressed", ["ruth@example.org"])
    assert models.Told.objects.filter(to="connector").count() == 1


def test_a_yes_told_to_the_owner_is_noted_by_hand(ada: world.Member) -> None:
    pair = fresh(ada)
    press(ada, f"/introductions/{pair.id}/yeses", part="first")
    assert models.Acceptance.objects.get().how == "told"
    assert pair.letter(Part.SECOND, "meet").state == "pressed"


def test_ripples_are_told_over_every_hand(ada: world.Member) -> None:
    introducing.account(ada)
    earlier = introducing.opened(ada)
    dan = introducing.somebody(ada, "Dan Novak", "dan@example.org")
    whom = {"first": world.public_id(earlier.second), "second": world.public_id(dan), "through": earlier.id}
    page = ada.client.get(f"/introductions/new?first={whom['first']}&second={whom['second']}").content.decode()
    assert f'<option value="{earlier.id}">' in page
    begun = press(ada, "/introductions", **whom, **BECAUSE)
    assert "two introductions, one after the other." in text(ada, begun.headers["Location"])


def test_the_command_writes_drafts_and_sends_nothing(ada: world.Member, capsys: pytest.CaptureFixture[str]) -> None:
    assert ways_in.first_member() == ada.user
    introducing.somebody(ada, "Ben Okafor", "ben@bakers.example")
    introducing.somebody(ada, "Cleo Marin", "cleo@example.org")
    words = ["introduce", "Ben Okafor", "Cleo Marin", "--because-a", "Cleo knows halls", "--because-b", "Ben bakes"]
    assert cli.main([*words, "--dry-run"]) == 0
    assert "Nothing was kept." in capsys.readouterr().out
    assert not models.Introduction.objects.exists()
    assert cli.main([*words, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [letter["to"] for letter in told["letters"]] == ["Ben", "Cleo"]
    assert told["kept"]
    assert not models.Letter.objects.exists()
    assert cli.main([*words[:3], "--because-a", "x", "--because-b", " "]) == 1


def test_nobody_is_asked_by_somebody_without_a_name(ada: world.Member) -> None:
    introducing.account(ada)
    models.User.objects.filter(pk=ada.user.pk).update(name="")
    pair = introducing.drafted(ada)
    path = f"/introductions/{pair.id}"
    assert "How are you called?" in text(ada, path)
    words = {"first": "Hello", "second": "Hello", "opening": "Hello"}
    answer = ada.client.post(f"{path}/pressing", words)
    assert answer.status_code == 422
    assert "Say first how you are called" in answer.content.decode()
    press(ada, f"{path}/reasons", **{"your-name": "  Ada   Lindqvist "})
    assert pair.whole().sides[Part.FIRST].words.endswith("Ada Lindqvist")
    assert "How are you called?" not in text(ada, path)
    press(ada, f"{path}/pressing", **words)
    assert pair.letter(Part.FIRST, "meet").state == "pressed"
