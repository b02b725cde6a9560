"""What is said behind a link, word by word, and where it goes."""

from __future__ import annotations

from django.test import Client

from mensch import models
from mensch.core.introductions import Part
from tests import world
from tests.introducing import fresh, post


def test_this_was_not_for_me_closes_a_forwarded_letter_and_asks_the_owner(ada: world.Member) -> None:
    pair = fresh(ada)
    assert post(pair.link(), "not_me").status_code == 200
    assert post(pair.link()).status_code == 404
    assert not models.Acceptance.objects.exists()
    assert models.Concern.objects.get().kind == "not_me"
    assert "was not meant for them" in ada.client.get("/today").content.decode()


def test_what_is_kept_about_me_becomes_a_task_of_the_owner_and_answers_nothing(ada: world.Member) -> None:
    pair = fresh(ada)
    for _ in range(2):
        assert post(pair.link(), "held").status_code == 200
    assert models.Concern.objects.get().kind == "held"
    assert not models.Answer.objects.exists()
    assert "asks what you keep about them" in ada.client.get("/today").content.decode()


def test_not_this_time_reaches_the_owner_only_with_the_tick_and_nobody_else(ada: world.Member) -> None:
    pair = fresh(ada)
    assert post(pair.link()).status_code == 200
    assert post(pair.link(), "not_now", lets_know="yes").status_code == 200
    assert "not this time" in ada.client.get(f"/introductions/{pair.id}").content.decode()
    assert Client().get(f"/i/{pair.link(Part.SECOND)}").status_code == 200
    assert post(pair.link(Part.SECOND)).status_code == 200
    assert not models.Opening.objects.exists()


def test_a_forwarded_text_asks_where_the_letter_should_go(ada: world.Member) -> None:
    pair = fresh(ada, checked=True)
    link = pair.link(Part.SECOND)
    assert "Where should the letter reach you" in Client().get(f"/i/{link}").content.decode()
    assert post(link).status_code == 422
    assert post(link, address="no address").status_code == 422
    assert not models.Answer.objects.exists()
    assert post(link, address="cleo@example.org").status_code == 200
    assert models.Release.objects.get().value == "cleo@example.org"


def test_whoever_was_joined_tells_how_it_went_by_the_link_of_that_letter(ada: world.Member) -> None:
    pair = fresh(ada)
    links = pair.links(None, "opening")
    assert Client().get(f"/i/{links[0]}").status_code == 404
    assert post(pair.link()).status_code == post(pair.link(Part.SECOND)).status_code == 200
    assert "Did you and Cleo meet?" in Client().get(f"/i/{links[0]}").content.decode()
    form = {"met": "yes", "came_of": ["talk", "referral"], "words": "We bake on Fridays now"}
    assert Client().post(f"/i/{links[0]}", form).status_code == 200
    assert Client().post(f"/i/{links[0]}", form).status_code == 200
    row = models.Outcome.objects.get()
    assert (row.met, row.came_of, row.words) == ("yes", ["talk", "referral"], "We bake on Fridays now")
    assert Client().post(f"/i/{links[0]}", {"met": "perhaps"}).status_code == 422
    assert "We bake on Fridays now" in ada.client.get("/today").content.decode()


def test_a_link_of_one_purpose_is_no_link_of_another(ada: world.Member) -> None:
    pair = fresh(ada)
    asked, met = pair.link(), pair.links(None, "opening")[0]
    assert Client().post(f"/i/{asked}", {"met": "yes"}).status_code == 404
    assert post(asked).status_code == post(pair.link(Part.SECOND)).status_code == 200
    assert post(met).status_code == 404
    assert not models.Outcome.objects.exists()


def test_only_hashes_of_links_are_kept_and_no_export_holds_an_answer(ada: world.Member) -> None:
    from tests.yours import exported, tables

    pair = fresh(ada)
    assert post(pair.link(), "not_now").status_code == 200
    assert pair.link() not in str(list(models.AnswerLink.objects.values()))
    whole = tables(exported(ada))
    assert not {"answer", "answer_link"} & set(whole)
    assert "not_now" not in str(whole)
