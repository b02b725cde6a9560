"""Letters the owner writes: kept here, opened in their own mail program, sent by nobody but them."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any, NamedTuple
from urllib.parse import quote

from django.db import transaction
from django.db.models import QuerySet

from mensch.core.nudges import NudgeKind
from mensch.core.outbox import LetterState, Step
from mensch.core.reasons import Reason
from mensch.core.touches import Kind
from mensch.models import Laid, Letter, MailAccount, Person, Touch, User, Vault
from mensch.services import letter_went, nudges, outbox
from mensch.services.access import see
from mensch.services.letter_told import Told, one
from mensch.services.prepared import prepared
from mensch.services.ways import Ways, ways_to

KINDS = ("thank_you", "reply", "promise", "rhythm", "free")
LONGEST = 1900  # characters of a mailto link that mail programs take (Outlook's limit is 2,083)
_SAME = timedelta(hours=1)
_SAME_STATES = ("draft", "pressed", "sending", "sent")


class Ready(NamedTuple):
    """A letter that can be opened. `whole`: the link holds the text too; else only address and subject.

    `sends`: there is a mail account, so Mensch can send it.
    """

    letter: Letter
    mailto: str
    whole: bool
    ways: Ways
    told: Told
    sends: bool


@transaction.atomic
def keep(*, vault: Vault, person: str, kind: str, nudge: str, subject: str, body: str, now: datetime) -> Letter:
    """Keep a letter and hand it to the mail program. The same letter pressed twice is one."""
    row = see(vault, Person, person)
    words = {"subject": outbox.in_one_line(subject), "body": outbox.plain(body)}
    again = Letter.objects.filter(
        vault=vault, person=row, made_at__gte=now - _SAME, state__in=_SAME_STATES, nudge=nudge
    )
    before: Letter | None = again.filter(**words).first()
    if before:
        return before
    if nudge:
        nudges.named(nudge)
    kind = kind if kind in KINDS else "free"
    made = {"kind": kind, "nudge": nudge, "made_at": now, "opened_at": now, "in_reply_to": _answered(vault, nudge)}
    letter: Letter = Letter.objects.create(vault=vault, person=row, **words, **made)
    return letter


def _answered(vault: Vault, nudge: str) -> str:
    """The Message-ID of the mail that a line of Today says is owed an answer: the letter is threaded under it."""
    about = nudges.named(nudge) if nudge else None
    if about is None or about.kind is not NudgeKind.REPLY:
        return ""
    keys = Touch.objects.filter(vault=vault, pk=about.subject, kind=Kind.MAIL.value).values_list("key", flat=True)
    return next((key for key in keys if "@" in key and key.isascii() and not set(key) & set("<> ")), "")


@transaction.atomic
def press(*, vault: Vault, letter: str, by: User, now: datetime) -> Letter | Reason:
    """The owner presses send. Gives the letter, on its way or, without an account, still a draft; else why not.

    One in doubt goes again under the same Message-ID, so that the other side can tell it is the same.
    """
    found = outbox.press(letter=see(vault, Letter, letter), by=by, now=now)
    return found if isinstance(found, Reason) else found.letter


@transaction.atomic
def take_back(*, vault: Vault, letter: str, now: datetime) -> bool:
    """Undo, as long as it has not left."""
    return outbox.take_back(letter=see(vault, Letter, letter), now=now)


@transaction.atomic
def put_away(*, vault: Vault, letter: str, now: datetime) -> Letter:
    """No more of one that did not go. It stays as a draft; its line of Today comes back."""
    row = see(vault, Letter, letter)
    outbox.move(row, Step.PUT_AWAY, now=now, due_at=None)
    return row


@transaction.atomic
def sent(*, vault: Vault, letter: str, now: datetime) -> Laid | None:
    """The owner says it went: the line of Today it was for is done, and the word counts as written."""
    row = see(vault, Letter, letter)
    went = {"sent_at": row.pressed_at} if row.state == LetterState.UNKNOWN else {"said_sent_at": now}
    moved = outbox.move(row, Step.SAY_SENT, now=now, due_at=None, **went)
    return letter_went.follow(row, now=now) if moved else None


def ready(*, vault: Vault, letter: str) -> Ready:
    """A letter with its link."""
    row = see(vault, Letter, letter)
    ways = ways_of(row)
    link = mailto(ways.email, row.subject, row.body)
    whole = len(link) < LONGEST
    return Ready(row, link if whole else mailto(ways.email, row.subject, ""), whole, ways, one(row), sends(vault))


def sends(vault: Vault) -> bool:
    """Whether Mensch can send letters of this vault."""
    return bool(_account(vault=vault))


@prepared()
def _account(*, vault: Vault) -> QuerySet[Any, Any]:
    return MailAccount.objects.filter(vault=vault).values_list("pk", flat=True)[:1]


def ways_of(letter: Letter) -> Ways:
    """Where the letter goes: to whom it says, else to its person."""
    found = ways_to(vault=letter.vault, person=letter.person_id) if letter.person_id else Ways("", "")
    return Ways(", ".join(letter.to) or found.email, found.phone)


def mailto(address: str, subject: str, body: str) -> str:
    """A link of RFC 6068; line ends are CRLF. Several addresses stand with commas."""
    fields = [f"{name}={quote(text, safe='')}" for name, text in (("subject", subject), ("body", _crlf(body))) if text]
    return f"mailto:{quote(address.replace(', ', ','), safe='@,')}" + ("?" + "&".join(fields) if fields else "")


def _crlf(text: str) -> str:
    return "\r\n".join(text.splitlines())


def file(*, vault: Vault, letter: str) -> bytes:
    """The letter as a message file which mail programs open as an unsent draft."""
    row = see(vault, Letter, letter)
    message = EmailMessage(policy=SMTP)
    address = " ".join(ways_of(row).email.split())
    if address:
        message["To"] = address
    message["Subject"] = row.subject
    if row.in_reply_to:
        message["In-Reply-To"] = message["References"] = f"<{row.in_reply_to}>"
    message["X-Unsent"] = "1"
    message.set_content(row.body)
    return message.as_bytes()
