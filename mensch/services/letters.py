"""Letters the owner writes: kept here, opened in their own mail program, sent by nobody but them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from typing import NamedTuple
from urllib.parse import quote

from django.db import transaction

from mensch.core.today import How
from mensch.core.touches import Id, Kind
from mensch.models import Address, Laid, Letter, Person, Vault
from mensch.services import nudges
from mensch.services.access import public, see

KINDS = ("thank_you", "reply", "promise", "rhythm", "free")
LONGEST = 1900  # characters of a mailto link that mail programs take (Outlook's limit is 2,083)
_SAME = timedelta(hours=1)


class Ways(NamedTuple):
    """Where a person can be reached: the first address that is not known to have failed."""

    email: str
    phone: str


class Ready(NamedTuple):
    """A letter that can be opened. `whole`: the link holds the text too; else only address and subject."""

    letter: Letter
    mailto: str
    whole: bool
    ways: Ways


@transaction.atomic
def keep(*, vault: Vault, person: str, kind: str, nudge: str, subject: str, body: str, now: datetime) -> Letter:
    """Keep a letter and hand it to the mail program. The same letter pressed twice is one."""
    row = see(vault, Person, person)
    words = {"subject": " ".join(subject.split())[:300], "body": body.replace("\r\n", "\n").replace("\0", "")}
    again = Letter.objects.filter(vault=vault, person=row, made_at__gte=now - _SAME, said_sent_at=None, nudge=nudge)
    before: Letter | None = again.filter(**words).first()
    if before:
        return before
    if nudge:
        nudges.named(nudge)
    kind = kind if kind in KINDS else "free"
    made = {"kind": kind, "nudge": nudge, "made_at": now, "opened_at": now}
    letter: Letter = Letter.objects.create(vault=vault, person=row, **words, **made)
    return letter


@transaction.atomic
def sent(*, vault: Vault, letter: str, now: datetime, today: date) -> Laid | None:
    """The owner says it went: the line of Today it was for is done, and the word counts as written."""
    row = see(vault, Letter, letter)
    if row.said_sent_at is not None:
        return None
    row.said_sent_at = now
    row.save(update_fields=["said_sent_at"])
    person = public(row.person_id)
    if row.nudge:
        done = How.DONE.value
        return nudges.lay(vault=vault, person=person, nudge=row.nudge, how=done, now=now, today=today, letter=True)
    nudges.touched(vault=vault, person=see(vault, Person, person), at=now, kind=Kind.MAIL, key=public(row.pk))
    return None


def ready(*, vault: Vault, letter: str) -> Ready:
    """A letter with its link."""
    row = see(vault, Letter, letter)
    ways = ways_to(vault=vault, person=row.person_id)
    link = mailto(ways.email, row.subject, row.body)
    whole = len(link) < LONGEST
    return Ready(row, link if whole else mailto(ways.email, row.subject, ""), whole, ways)


def mailto(address: str, subject: str, body: str) -> str:
    """A link of RFC 6068; line ends are CRLF."""
    fields = [f"{name}={quote(text, safe='')}" for name, text in (("subject", subject), ("body", _crlf(body))) if text]
    return f"mailto:{quote(address, safe='@')}" + ("?" + "&".join(fields) if fields else "")


def _crlf(text: str) -> str:
    return "\r\n".join(text.splitlines())


def file(*, vault: Vault, letter: str) -> bytes:
    """The letter as a message file which mail programs open as an unsent draft."""
    row = see(vault, Letter, letter)
    message = EmailMessage(policy=SMTP)
    address = " ".join(ways_to(vault=vault, person=row.person_id).email.split())
    if address:
        message["To"] = address
    message["Subject"] = row.subject
    message["X-Unsent"] = "1"
    message.set_content(row.body)
    return message.as_bytes()


def ways_to(*, vault: Vault, person: Id) -> Ways:
    """The first e-mail address and the first telephone number of a person that are still good."""
    good = Address.objects.filter(
        vault=vault, person=person, gone_at=None, bounced_at=None, kind__in=("email", "phone")
    )
    found = dict(good.order_by("-place", "-id").values_list("kind", "value"))
    return Ways(found.get("email", ""), found.get("phone", ""))
