"""From the read properties of one card to one Record: name, posts, labels, natural key."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from mensch.core.people import email_key, fold
from mensch.core.records import Address, AddressKind, Name, Post, Record
from mensch.formats import phones
from mensch.formats.vcard_fields import Draft

_PHONETIC = ("X-PHONETIC-FIRST-NAME", "X-PHONETIC-MIDDLE-NAME", "X-PHONETIC-LAST-NAME")


def name_of(draft: Draft) -> Name:
    """FN if there is one, else N in the order prefix, given, additional, family, suffix, else firm, else nickname."""
    family, given, additional, prefix, suffix = draft.parts or [""] * 5
    if draft.names:
        full = draft.names[0]
    else:
        built = " ".join(filter(None, (prefix, given, additional, family, suffix)))
        full = built or next((org[0] for _, org in draft.orgs if org[0]), "") or draft.nickname
    phonetic = " ".join(filter(None, map(draft.phonetic.get, _PHONETIC))) if draft.phonetic else ""
    variants = tuple(draft.names[1:])
    return Name(full, given, family, additional, prefix, suffix, draft.nickname, phonetic, variants)


def posts_of(draft: Draft) -> tuple[Post, ...]:
    """Firms with their titles: of one group, else in the order of the file; a ROLE only where no TITLE is given."""
    titles = draft.titles or draft.roles
    if len(titles) < 2 and len(draft.orgs) < 2:
        return _post_of(draft.orgs, titles)
    posts = [Post(org[0], "", ", ".join(filter(None, org[1:]))) for _, org in draft.orgs]
    grouped = {group: at for at, (group, _) in enumerate(draft.orgs) if group}
    loose = iter([at for at, (group, _) in enumerate(draft.orgs) if not group])
    for group, title in titles:
        at = grouped.pop(group, None) if group else None
        at = next(loose, None) if at is None else at
        if at is None:
            posts.append(Post("", title))
        else:
            posts[at] = posts[at]._replace(title=title)
    return tuple(posts)


def _post_of(orgs: Sequence[tuple[str, list[str]]], titles: Sequence[tuple[str, str]]) -> tuple[Post, ...]:
    """The posts of most cards: at most one firm and one title."""
    if not orgs:
        return (Post("", titles[0][1]),) if titles else ()
    (group, org), (about, title) = orgs[0], titles[0] if titles else ("", "")
    if title and group and group != about:  # it belongs to something else
        return Post(org[0], "", ", ".join(filter(None, org[1:]))), Post("", title)
    return (Post(org[0], title, ", ".join(filter(None, org[1:]))),)


def natural_key(uid: str, name: Name, addresses: tuple[Address, ...], raw: str = "") -> str:
    """UID, else a hash of folded name, sorted mail addresses and numbers; of the raw card when it has none of them."""
    if uid:
        return uid
    mails = sorted(email_key(a.value) or a.value.casefold() for a in addresses if a.kind is AddressKind.EMAIL)
    numbers = (a.value for a in addresses if a.kind is AddressKind.PHONE)
    # Numbers without a country would be lost to the key; their digits tell two people of one name apart.
    digits = sorted(phones.phone_key(n) or "".join(c for c in n if c.isdigit()) for n in numbers)
    facts = [fold(name.full), *mails, *digits]
    text = "\n".join(facts) if any(facts) else raw
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def record_of(draft: Draft, line: int, raw: str, source: str = "vcard") -> Record:
    """The finished record. A label in the same group (Apple's X-ABLabel) replaces the types."""
    labels = draft.labels
    if labels:
        found = tuple([a._replace(label=labels[g]) if g in labels else a for g, a in draft.addresses])
    else:
        found = tuple([a for _, a in draft.addresses])
    name = name_of(draft)
    return Record(
        source=source,
        key=natural_key(draft.uid, name, found, raw),
        name=name,
        addresses=found,
        posts=posts_of(draft),
        kind=draft.kind,
        birthday=draft.born,
        uid=draft.uid,
        note="\n".join(draft.notes),
        labels=tuple(draft.categories),
        line=line,
        raw=raw,
    )
