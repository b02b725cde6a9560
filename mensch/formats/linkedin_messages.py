"""LinkedIn's messages.csv and Invitations.csv: who wrote to whom and when. No text is kept."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from mensch.core.people import fold
from mensch.core.records import InvitationRecord, Item, MessageRecord, Party
from mensch.formats.linkedin_fields import Cells, columns, known_by, party, read_each, us_moment
from mensch.formats.persons import Keys, digest

MESSAGES = columns(
    "FROM|TO|DATE|SUBJECT|CONTENT|FOLDER|ATTACHMENTS|CONVERSATION TITLE|IS MESSAGE DRAFT|IS CONVERSATION DRAFT",
    "CONVERSATION ID|SENDER PROFILE URL|RECIPIENT PROFILE URLS",
)
INVITATIONS = columns("From|To|Sent At|Message|Direction", "inviterProfileUrl|inviteeProfileUrl|Sent At")
Profiles = dict[tuple[str, str], str]  # (conversation, folded name): profile URL, '' where two bear the name
_YES = {"yes", "y", "true", "1"}


def read(data: bytes, *, region: str | None = None) -> Iterator[Item]:  # noqa: ARG001  (readers share one signature)
    """MessageRecords of messages.csv; drafts, spam and sponsored messages say in `no_touch` why they are none."""
    keys, profiles = Keys(), _profiles(data)
    return read_each(data, MESSAGES, lambda cells: _message(cells, keys, profiles))


def read_invitations(data: bytes, *, region: str | None = None) -> Iterator[Item]:  # noqa: ARG001
    """InvitationRecords of Invitations.csv. Names stay one text; without a direction the row is set aside."""
    keys = Keys()
    return read_each(data, INVITATIONS, lambda cells: _invitation(cells, keys))


def _profiles(data: bytes) -> Profiles:
    """Who stands behind a name in a conversation: older exports give the profile of the sender alone."""
    found: Profiles = {}

    def look(cells: Cells) -> Iterator[Item]:
        name, link = cells.get("from"), cells.get("sender profile url").strip()
        if name and link:
            place = cells.get("conversation id"), fold(name)
            found[place] = link if found.get(place, link) == link else ""
        yield from ()

    deque(read_each(data, MESSAGES, look), maxlen=0)
    return found


def _message(cells: Cells, keys: Keys, profiles: Profiles) -> Iterator[Item]:
    sender = party(cells.get("from"), cells.get("sender profile url"))
    thread, said = cells.get("conversation id"), cells.get("date")
    if not (sender.name or sender.address):
        yield cells.aside("no-sender")
        return
    at = us_moment(said)
    if at is None:
        yield cells.repaired("date-unreadable" if said else "date-missing", said, "DATE")
    key = keys.once(digest(thread, said, known_by(sender)))
    to = tuple(_recipients(cells.get("to"), cells.get("recipient profile urls"), thread, profiles))
    yield MessageRecord(key, at, thread, sender, to, no_touch=_no_touch(cells), line=cells.line)


def _no_touch(cells: Cells) -> str:
    if fold(cells.get("is message draft")) in _YES or fold(cells.get("is conversation draft")) in _YES:
        return "draft"
    folder = fold(cells.get("folder"))
    if folder in {"spam", "draft", "drafts", "outbox"}:
        return folder.removesuffix("s")
    return "sponsored" if fold(cells.get("conversation title")).startswith("sponsored") else ""


def _recipients(names: str, urls: str, thread: str, profiles: Profiles) -> Iterator[Party]:
    """By profile addresses when there are any; names join them only when there are as many."""
    links = [part.strip() for part in urls.split(",") if part.strip()]
    named = [part.strip() for part in names.split(",") if part.strip()]
    if len(links) == 1:
        yield party(names, links[0])
    elif links:
        matched = named if len(named) == len(links) else [""] * len(links)
        yield from (party(name, link) for name, link in zip(matched, links, strict=True))
    else:
        whole = profiles.get((thread, fold(names)))  # 'Rao, Gita' is one person who also wrote here
        named = [names] if whole else named
        yield from (party(name, profiles.get((thread, fold(name)), "")) for name in named)


def _invitation(cells: Cells, keys: Keys) -> Iterator[Item]:
    sender = party(cells.get("from"), cells.get("inviterprofileurl"))
    to = party(cells.get("to"), cells.get("inviteeprofileurl"))
    direction, said = fold(cells.get("direction")), cells.get("sent at")
    if direction not in {"incoming", "outgoing", "received", "sent"}:
        yield cells.aside("direction-unknown")
        return
    at = us_moment(said)
    if at is None:
        yield cells.repaired("date-unreadable" if said else "date-missing", said, "Sent At")
    key = keys.once(digest(known_by(sender), known_by(to), said))
    yield InvitationRecord(key, at, sender, to, direction in {"incoming", "received"}, line=cells.line)
