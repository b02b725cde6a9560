"""Property names of vCards that are read by name only."""

from __future__ import annotations

_MESSENGERS = (
    "aim icq jabber msn yahoo skype gtalk google-talk qq sip gadugadu groupwise matrix signal telegram whatsapp "
    "twitter facebook mastodon threema wechat sametime"
)
SERVICES = {f"X-{word.upper()}": word for word in _MESSENGERS.split()}
SERVICES |= {
    "X-GOOGLE TALK": "google-talk",
    "X-SKYPE-USERNAME": "skype",
    "X-YAHOO-ID": "yahoo",
    "X-EVOLUTION-SIP": "sip",
}
# Deliberately only kept in the raw card: nobody needs to be told that they were ignored.
_RAW = "PHOTO LOGO SOUND KEY REV PRODID AGENT X-ABLABEL X-ABADR LABEL MAILER CLASS SORT-STRING SOURCE NAME"
RAW_ONLY = ("BEGIN", "END", "VERSION", *_RAW.split())
