"""Which mails belong together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mensch.core.threads import roots

names = st.sampled_from("abcdefgh")
mails = st.lists(st.tuples(names, st.lists(names, max_size=3).map(tuple)), max_size=12)


def test_an_answer_joins_a_thread_even_when_what_it_answers_is_missing() -> None:
    root = roots([("c", ("b",)), ("d", ("b",)), ("x", ())])
    assert root["c"] == root["d"] != root["x"]


@given(mails, st.randoms())
def test_threads_do_not_depend_on_the_order_of_mails(
    given_mails: list[tuple[str, tuple[str, ...]]], chance: object
) -> None:
    shuffled = list(given_mails)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert roots(given_mails) == roots(shuffled)


def test_a_very_long_thread_is_no_trouble() -> None:
    size = 50_000
    root = roots((str(n), (str(n - 1),)) for n in range(1, size))
    assert len(set(root.values())) == 1
