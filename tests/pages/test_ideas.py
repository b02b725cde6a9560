"""Ideas for introductions: a reason for both, the smaller step first, one trade in many languages."""

from __future__ import annotations

from tests import introducing, world
from tests.pages.pressing import press
from tests.pages.test_introduction_pages import text


def test_ideas_need_a_reason_for_both_and_name_the_smaller_step(ada: world.Member) -> None:
    ben, cleo = introducing.somebody(ada, "Ben Okafor"), introducing.somebody(ada, "Cleo Marin")
    world.ask(ben, ada.vault, "an old hall")
    assert "No ideas yet" in text(ada, "/introductions/ideas")
    world.ask(cleo, ada.vault, "keys to every hall in town", side="giving")
    page = text(ada, "/introductions/ideas")
    assert "Ben Okafor and Cleo Marin" in page
    assert "You and Ben have not written both ways yet." in page
    world.touch(ben)
    world.touch(cleo, key="another day")
    press(ada, "/introductions/gate", needs="met")
    assert "have not" not in text(ada, "/introductions/ideas")
    press(ada, "/introductions/gate", needs="worked")
    assert "You have not said that you worked with Ben." in text(ada, "/introductions/ideas")
    press(ada, f"/people/{world.public_id(ben)}/joint-work")
    press(ada, f"/people/{world.public_id(cleo)}/joint-work")
    assert "You have not said" not in text(ada, "/introductions/ideas")


def test_an_ask_meets_an_offer_of_the_same_trade_in_another_language(ada: world.Member) -> None:
    ben, cleo = introducing.somebody(ada, "Ben Okafor"), introducing.somebody(ada, "Cleo Marin")
    dan = introducing.somebody(ada, "Dan Novak")
    world.ask(ben, ada.vault, "someone who repairs our roof, a roofer")
    world.ask(dan, ada.vault, "repairs of old bicycles", side="giving")
    world.ask(cleo, ada.vault, "Dachdeckerin, auch für kleine Flächen", side="giving")
    page = text(ada, "/introductions/ideas")
    assert "Ben Okafor and Cleo Marin" in page
    assert "Ben Okafor and Dan Novak" not in page or page.index("Cleo Marin") < page.index("Dan Novak")


def test_common_words_make_no_pair(ada: world.Member) -> None:
    ben, cleo = introducing.somebody(ada, "Ben Okafor"), introducing.somebody(ada, "Cleo Marin")
    world.ask(ben, ada.vault, "an hour a week in the evening with a good listener")
    world.ask(cleo, ada.vault, "an evening a week, two hours of free company", side="giving")
    assert "No ideas yet" in text(ada, "/introductions/ideas")
