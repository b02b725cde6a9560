"""The folder of sent mail in the owner's mailbox: a copy is put there, and what is in doubt is looked for there."""

from __future__ import annotations

from mensch.connectors import imap
from mensch.core.outbox import LetterState, Purpose
from mensch.errors import MenschError
from mensch.models import Letter, MailAccount
from mensch.services import letter_mail, mail_logins


def holds(letter: Letter) -> bool:
    """Whether the letter lies there. A mailbox that cannot be looked into says nothing either way."""
    account = MailAccount.objects.filter(vault=letter.vault_id).first()
    login = mail_logins.imap(account) if account else None
    if login is None or not letter.message_id:
        return False
    try:
        with imap.mailbox(login) as box:
            return imap.lies_in_sent(box, letter.message_id)
    except MenschError:
        return False


def keep(letter: Letter, account: MailAccount) -> None:
    """A copy of what went, as mail programs do. The letter went, whether or not this works."""
    login = mail_logins.imap(account)
    if login is None or letter.state != LetterState.SENT or letter.purpose == Purpose.ACCOUNT:
        return
    try:
        with imap.mailbox(login) as box:
            imap.keep_in_sent(box, letter_mail.mail(letter, account).data, letter.message_id)
    except MenschError:
        pass
