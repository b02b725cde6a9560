"""Which tables go with their owner, and which of their rows go with a person who is erased.

A new model fails tests/pages/test_yours_tables.py until it stands in EXPORTED or NOT_EXPORTED, and in ERASED or
NOT_ERASED, with the reason.

For erasure: `ERASED[Model]` names the lookups that lead from a row to the person. A row that one of them finds goes:

    for model in leaves_first():
        for lookup in ERASED.get(model, Erased()).by:
            model.objects.filter(vault=vault, **{f"{lookup}__in": ids}).delete()

`ERASED[Model].also` says in words what no lookup finds, and has to be done by hand.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from mensch import models as m
from mensch.models.base import Owned

Table = type[Owned]

OF_GROUPS: tuple[type[Any], ...] = (
    *(m.Group, m.Member, m.MemberStep, m.MemberLink, m.GroupInvite, m.Card, m.KnownKind),
    *(m.GroupAsk, m.GroupAskEnd, m.MayKnow),
    *(m.Round, m.RoundAnswer, m.RoundDoor, m.RoundHelp, m.RoundWord, m.RoundMark, m.RoundPlan, m.RoundAsking),
    *(m.RoundReply, m.RoundOpening, m.RoundStep, m.RoundEnd),
)
# Parents before children: so a restore never meets a row before what it points at.
EXPORTED: tuple[Table, ...] = (
    *(m.OwnAddress, m.Import, m.ImportFile, m.ImportFault, m.Person, m.Address, m.Post, m.RawRecord, m.Label),
    *(m.PersonKey, m.Note, m.Correction, m.Twin, m.Separation, m.Merge, m.Change, m.Ask, m.Finding, m.Aside),
    *(m.Occasion, m.Party, m.Touch, m.Acquaintance, m.AfterMeeting),
    *(m.Promise, m.PromiseEnd, m.ThankYou, m.Rhythm, m.Rest, m.Chosen, m.Laid, m.Letter, m.LetterStep),
    *(m.Introduction, m.Side, m.Invitation, m.Acceptance, m.Opening, m.Release, m.Outcome, m.Told, m.IntroductionEnd),
    *(m.Concern, m.Gate, m.WorkedTogether),
    *(m.Circle, m.Seat, m.CircleOpening, m.CircleEnd, m.CircleAside),
    *(m.Trail, m.Forgotten),
)
NOT_EXPORTED: dict[type[Any], str] = {
    m.Answer: "what others answered is theirs: a no would stand out; what came of a yes has tables of its own",
    m.AnswerLink: "a link that somebody was sent opens a door of this installation",
    m.SeatAnswer: "what others answered is theirs: a no would stand out",
    m.SeatLink: "a link that somebody was sent opens a door of this installation",
    m.PersonWord: "worked out of the people again, for search",
    m.WordSlip: "worked out of the words again, for search",
    m.Meaning: "worked out of the words again, for matching",
    m.Vault: "its settings stand at the head of mensch.json",
    m.User: "name and mail address stand at the head of mensch.json; a way in is no memory",
    m.SignInLink: "a secret that ends within the hour",
    m.Invite: "a secret that opens a door of this installation",
    m.Attempt: "counts tries for the whole installation under a keyed hash; nothing in it says whose",
    m.MailAccount: "goes with the passwords: a restored vault writes to nobody until its owner sets it up again",
    m.Secret: "a password leaves this installation by no door",
    m.Erasure: "names of somebody on their way out, until every text was looked at",
    m.Suppression: "keyed hashes of the whole installation; nothing in them says whose",
    m.Reached: "keyed hashes of the whole installation; nothing in them says whose",
    m.StopToken: "keyed hashes of the whole installation; nothing in them says whose",
    **dict.fromkeys(OF_GROUPS, "a group's own: what its owner published there stands in groups.json"),
}


class Erased(NamedTuple):
    """`by`: lookups from a row to the person. `also`: what they do not find."""

    by: tuple[str, ...] = ()
    also: str = ""


_OF_PERSON = Erased(("person",))
_OF_SIDE = Erased(("side__person",))
_OF_TWO = Erased(("one", "other"))
ERASED: dict[type[Any], Erased] = {
    m.Person: Erased(("id",)),
    **dict.fromkeys((m.Address, m.Post, m.RawRecord, m.Label, m.PersonKey, m.Note, m.Correction, m.Ask), _OF_PERSON),
    **dict.fromkeys((m.Promise, m.ThankYou, m.Rhythm, m.Rest, m.Chosen, m.Laid, m.Letter), _OF_PERSON),
    **dict.fromkeys((m.Touch, m.AfterMeeting), _OF_PERSON),
    **dict.fromkeys((m.Twin, m.Separation, m.Acquaintance), _OF_TWO),
    **dict.fromkeys((m.Side, m.WorkedTogether, m.Seat), _OF_PERSON),
    **dict.fromkeys((m.SeatLink, m.SeatAnswer), Erased(("seat__person",))),
    **dict.fromkeys((m.Invitation, m.Answer, m.Acceptance, m.Outcome, m.IntroductionEnd, m.Concern), _OF_SIDE),
    **dict.fromkeys((m.Finding, m.Aside), Erased(("person", "ask__person"))),
    m.AnswerLink: Erased(("invitation__side__person",)),
    m.Release: Erased(("of__person", "to__person")),
    m.Told: Erased(("outcome__side__person",)),
    m.Meaning: _OF_PERSON,
    m.PersonWord: Erased(("person",), "by services.words.drop_people, which also takes the slips nobody else has"),
    m.WordSlip: Erased((), "by services.words.drop_people"),
    m.PromiseEnd: Erased(("promise__person",)),
    m.LetterStep: Erased(("letter__person",)),
    m.Merge: Erased(("kept",), "`absorbed` may be the person's id, and `before` holds the one who was laid into them"),
    m.Change: Erased((), "`row` is the id of one of their rows; `before` and `after` hold their words"),
    m.Occasion: Erased((), "`facts` name everybody who took part: found by Party.address, the person is taken out"),
    m.Party: Erased((), "by their folded addresses"),
    m.ImportFault: Erased((), "`raw` and `excerpt` of a line that holds one of their addresses or names"),
    m.ImportFile: Erased((), "the file itself, kept under its SHA-256, still holds them until it is removed"),
}
NOT_ERASED: dict[type[Any], str] = {
    m.Introduction: "stays for the other side, and counts as not having come together",
    m.Opening: "says that two agreed, not who",
    m.Circle: "stays for the others, and counts as not having come together",
    **dict.fromkeys((m.CircleOpening, m.CircleEnd), "says that it opened or ended, not who was in it"),
    m.CircleAside: "a hash of what was not wanted",
    m.Gate: "the owner's own wish",
    m.OwnAddress: "the owner's own; but a guess that turns out to be this person's address goes",
    m.Import: "says when something was read, not about whom",
    m.Trail: "ids, verbs and keyed hashes only: that is the proof",
    m.Forgotten: "keyed hashes: they keep the person from coming back",
    m.Erasure: "what is looked for goes from it with the last text looked at",
    m.Vault: "the settings of its owner",
    m.User: "members, not people of a book",
    m.SignInLink: "of members, not of people",
    m.Invite: "of members, not of people",
    m.Attempt: "of members, not of people",
    m.MailAccount: "the owner's own",
    m.Secret: "the owner's own",
    m.Suppression: "a keyed hash: it keeps them from being asked again, which is what they wished for",
    m.Reached: "a keyed hash: it keeps them from being asked too often",
    m.StopToken: "a keyed hash: by it they can still say no",
    **dict.fromkeys(OF_GROUPS, "of members, who leave by services.group_leaving; it names nobody of a book"),
}
# Whole numbers that are ids of other rows, beside the foreign keys.
IDS: dict[Table, tuple[str, ...]] = {
    m.Change: ("row",),
    m.Merge: ("absorbed",),
    m.Introduction: ("ask", "through"),
    m.Seat: ("ask",),
}


def leaves_first() -> tuple[Table, ...]:
    """Every table of a vault, children before parents: the order in which rows may go."""
    derived = (m.Meaning, m.WordSlip, m.PersonWord)
    others = (m.AnswerLink, m.Answer, m.SeatLink, m.SeatAnswer)
    return (m.Erasure, m.Secret, m.MailAccount, *derived, *others, *reversed(EXPORTED))


@cache
def name_of(table: Table) -> str:
    """How a table is called in mensch.json: 'own_address'."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", table.__name__).lower()


@cache
def by_name() -> dict[str, Table]:
    return {name_of(table): table for table in EXPORTED}
