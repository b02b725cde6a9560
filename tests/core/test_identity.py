"""One person once: what joins by itself, what is asked, what is left; the laws of it. Shows seeds rows 18, 46, 86."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import JaroWinkler

from mensch.core.identity import (
    Attach,
    Create,
    Decision,
    Known,
    KnownPerson,
    Leave,
    Ref,
    Suggest,
    Why,
    blocking_keys,
    lookup_keys,
    plan,
)
from mensch.core.identity_facts import facts_of
from mensch.core.identity_rules import contradict, is_profile, is_role
from mensch.core.names import Agreement, compare
from mensch.core.reasons import because
from mensch.core.records import Name, Record, RecordKind
from tests.core.identity_cases import made

IN = "https://www.linkedin.com/in/"


def decided(records: Sequence[Record], known: Known | None = None) -> tuple[Decision, ...]:
    return plan(records, known or Known(), alike=JaroWinkler.similarity).decisions


def person(number: int, record: Record) -> KnownPerson:
    return KnownPerson(
        number, record.name, record.addresses, record.posts, record.birthday, frozenset((record.source,))
    )


def applied(records: Sequence[Record], decisions: Sequence[Decision], before: int = 0) -> Known:
    """What a store would know after doing as decided: people with all that their records say."""
    people: dict[int, KnownPerson] = {}
    of: dict[int, int] = {}
    for d in decisions:
        if isinstance(d, Create):
            of[d.record] = before + d.record
            people[of[d.record]] = person(of[d.record], records[d.record])
        elif isinstance(d, Attach):
            of[d.record] = of[d.to.id]
            there, new = people[of[d.record]], records[d.record]
            people[of[d.record]] = there._replace(
                addresses=there.addresses + new.addresses,
                birthday=max(there.birthday, new.birthday, key=len),
                sources=there.sources | {new.source},
            )
    keys = {(records[n].source, records[n].key): who for n, who in of.items()}
    return Known(people.values(), keys=keys)


NAMES = (
    "Ada Long",
    "A. Long",
    "Ada Hart",
    "Ben Long",
    "Ada Long Jr.",
    "Ada Long Sr.",
    "Long, Ada",
    "",
    "Bob Vogt",
    "Robert Vogt",
)
SAID = ("a@x.example", "b@x.example", "info@x.example", "+49301", "+49302", f"{IN}one", f"{IN}two", "born=1970-04-12",
        "born=1971-04-12", "born=--04-12", "org=Arco", "org=Arco GmbH", "home=Weg 5, 10115 Berlin")  # fmt: skip


@st.composite
def books(draw: st.DrawFn) -> list[Record]:
    rows = draw(st.lists(st.tuples(st.sampled_from(("google", "csv", "linkedin")), st.sampled_from(NAMES),
                                   st.sets(st.sampled_from(SAID), max_size=4)), max_size=9))  # fmt: skip
    return [made(book, name, *sorted(said), key=str(n)) for n, (book, name, said) in enumerate(rows)]


@given(books())
def test_importing_twice_is_importing_once(records: list[Record]) -> None:
    first = decided(records)
    again = decided(records, applied(records, first))
    assert not [d for d in again if isinstance(d, Create)]
    assert [d.reason for d in first if isinstance(d, Leave)] == [d.reason for d in again if isinstance(d, Leave)]


@given(books(), st.randoms(use_true_random=False))
def test_no_order_of_records_joins_who_contradict_each_other(records: list[Record], chance: random.Random) -> None:
    # somebody with two pages is the one of the first and the one of the second, so such cards are left out here
    shuffled = [r for r in records if sum("/in/" in a.key for a in r.addresses) < 2]
    chance.shuffle(shuffled)
    of: dict[int, int] = {}
    for d in decided(shuffled):
        if isinstance(d, Create | Attach):
            of[d.record] = d.record if isinstance(d, Create) else of[d.to.id]
    facts = [facts_of(r.name, r.addresses, r.posts, r.birthday, frozenset()) for r in shuffled]
    for a in of:
        for b in of:
            if of[a] == of[b]:
                assert compare(facts[a].name, facts[b].name) is not Agreement.DIFFERENT
                assert not contradict(facts[a], facts[b])


@given(books(), books())
def test_separated_people_never_join_through_a_third(ours: list[Record], new: list[Record]) -> None:
    known = applied(ours, [Create(n, because(Why.IS_NEW)) for n in range(len(ours))])
    ids = [p.id for p in known.people]
    apart = Known(known.people, separated={frozenset((a, b)) for a in ids for b in ids if a != b})
    new = [replace(r, key=f"new-{r.key}") for r in new]
    for d in decided(new, apart):
        if isinstance(d, Attach) and d.to.kind == "person":
            sure = decided([new[d.record]], Known(p for p in known.people if p.id != d.to.id))
            assert not any(isinstance(x, Attach) for x in sure)


@given(books())
def test_every_record_is_decided_once_and_in_order(records: list[Record]) -> None:
    found = [d.record for d in decided(records) if not isinstance(d, Suggest)]
    assert found == list(range(len(records)))


@given(books(), books())
def test_those_found_by_the_lookup_keys_are_enough(ours: list[Record], new: list[Record]) -> None:
    new = [replace(r, key=f"new-{r.key}") for r in new]
    known = applied(ours, decided(ours))
    asked = lookup_keys(new)
    found = [
        p
        for p in known.people
        if asked.addresses & {(a.kind.value, a.key) for a in p.addresses if a.key}
        or asked.blocks & blocking_keys(p.name, p.posts, p.addresses, p.birthday)
    ]
    assert decided(new, Known(found)) == decided(new, Known(known.people))


def test_the_same_key_of_the_same_source_is_the_same_record_even_under_a_new_name() -> None:
    known = Known([person(7, made("vcard", "Ada Long", key="u1"))], keys={("vcard", "u1"): 7})
    assert decided([made("vcard", "Ada Hart", key="u1")], known)[0].reason.code == Why.SAME_KEY


def test_a_key_that_a_broken_source_gave_to_two_people_joins_nobody() -> None:
    records = [made("vcard", "Ada Long", key="u1"), made("vcard", "Dan Hart", key="u1")]
    first = decided(records)
    assert [type(d) for d in first] == [Create, Create]
    again = decided(records, applied(records, first))
    assert [d.to for d in again if isinstance(d, Attach)] == [Ref("person", 0), Ref("person", 1)]


def test_a_new_job_is_no_new_person_seeds_row_18() -> None:
    known = Known([person(7, made("google", "Ada Long", "ada@example.org", "org=Arco"))])
    found = decided([made("linkedin", "Ada Long", "ada@example.org", f"{IN}ada", "org=Brick")], known)
    assert found[0] == Attach(0, Ref("person", 7), found[0].reason)
    assert found[0].reason.code == Why.SAME_EMAIL


def test_a_scanned_card_finds_the_person_of_the_list_seeds_row_46() -> None:
    listed = person(7, made("linkedin", "Eve Hart", f"{IN}eve", "org=Arco GmbH"))
    card = made("card", "Dr. Eve Hart", "+4930111", "eve@arco.example", "org=ARCO")
    create, question = decided([card], Known([listed]))
    assert isinstance(create, Create)
    assert question == Suggest(0, Ref("person", 7), question.reason)
    assert question.reason.code == Why.SAME_NAME_AND_COMPANY
    assert question.reason.fact("shared") == "arco"


def test_one_book_holds_family_club_and_firm_without_mixing_them_seeds_row_86() -> None:
    records = [
        made("google", "Ada Long", "long@example.org", "+4930111"),
        made("google", "Ben Long", "long@example.org", "+4930111"),
        made("csv", "Ada Long", "long@example.org", "org=Rowing Club"),
        made("vcard", "Ben Long", "+4930111", "org=School"),
    ]
    found = decided(records)
    joined = [(d.record, d.to.id, d.reason.code) for d in found if isinstance(d, Attach)]
    assert joined == [(3, 1, Why.SAME_PHONE)]
    assert Suggest(2, Ref("record", 0), found[3].reason) in found


def test_same_name_alone_is_a_question_between_books_and_nothing_within_one() -> None:
    assert decided([made("google", "Ada Long"), made("csv", "Ada Long")])[-1].reason.code == Why.SAME_NAME
    assert len(decided([made("google", "Ada Long"), made("google", "Ada Long")])) == 2


def test_many_namesakes_are_not_asked_about() -> None:
    found = decided([made("google" if n else "csv", "Ada Long") for n in range(6)])
    assert not [d for d in found if isinstance(d, Suggest)]


def test_lists_firms_empty_cards_and_ones_own_card_are_left() -> None:
    owner = person(1, made("vcard", "Ada Long", "ada@example.org"))
    records = [
        replace(made("vcard", "Rowers"), kind=RecordKind.LIST),
        replace(made("vcard", "Arco"), kind=RecordKind.FIRM),
        made("vcard", ""),
        made("csv", "A. Long", "ada@example.org"),
        made("csv", "Ben Long", "ada@example.org"),
    ]
    found = decided(records, Known(owner=owner))
    codes = [d.reason.code for d in found]
    assert codes == [Why.IS_LIST, Why.IS_FIRM, Why.IS_EMPTY, Why.IS_YOURSELF, Why.IS_NEW]


def test_who_is_certainly_two_known_people_is_one_of_them_and_a_question() -> None:
    known = [person(7, made("google", "Ada Long", "a@x.example")), person(8, made("csv", "Ada Long", f"{IN}ada"))]
    record = made("vcard", "Ada Long", "a@x.example", f"{IN}ada")
    assert [type(d) for d in decided([record], Known(known))] == [Attach, Suggest]
    apart = decided([record], Known(known, separated={frozenset((7, 8))}))
    assert [type(d) for d in apart] == [Create, Suggest, Suggest]


def test_who_bears_an_address_of_both_separated_people_joins_neither_whatever_else_the_file_holds() -> None:
    known = [person(7, made("google", "Ada Long", "a@x.example")), person(8, made("csv", "Ada Long", "b@x.example"))]
    apart = Known(known, separated={frozenset((7, 8))})
    both = made("vcard", "Ada Long", "a@x.example", "b@x.example", key="1")
    neighbour = made("vcard", "Dan Hart", "a@x.example", key="2")  # now a@ looks like an address of several
    for records in ([both], [both, neighbour], [neighbour, both]):
        found = [d for d in decided(records, apart) if records[d.record] is both]
        assert [type(d) for d in found] == [Create, Suggest, Suggest]
        assert {d.to.id for d in found if isinstance(d, Suggest)} == {7, 8}


def test_what_another_record_of_the_file_says_makes_no_separated_person_free_to_join() -> None:
    known = [person(7, made("google", "Ada Long", "a@x.example")), person(8, made("csv", "Ada Long", "b@x.example"))]
    apart = Known(known, separated={frozenset((7, 8))})
    older = made("linkedin", "Ada Long", "a@x.example", "born=1970-04-12", key="1")  # joins 7, who is born then
    both = made("vcard", "Ada Long", "a@x.example", "b@x.example", "born=1971-04-12", key="2")
    found = [d for d in decided([older, both], apart) if d.record == 1]
    assert isinstance(found[0], Create)


def test_desks_and_profile_pages_are_told_from_mailboxes_and_sites() -> None:
    assert all(map(is_role, ("info@x.example", "no-reply@x.example", "sales2@x.example", "reply+8a@x.example")))
    assert not is_role("ada@x.example")
    assert is_profile("linkedin.com/in/ada")
    assert not is_profile("arco.example/team")
    assert not is_profile("github.com/about")


def test_a_reason_holds_the_facts_of_its_sentence() -> None:
    found = decided([made("google", "Bob Long", "b@x.example"), made("csv", "Robert Long", "b@x.example")])
    assert found[1].reason.facts == (("email", "b@x.example"), ("name", "compatible"))


def test_a_name_that_is_no_name_is_no_reason() -> None:
    records = [Record("google", "1", Name("+++")), Record("csv", "2", Name("***"))]
    assert [d.reason.code for d in decided(records)] == [Why.IS_EMPTY, Why.IS_EMPTY]
