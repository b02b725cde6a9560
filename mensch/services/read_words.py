"""What readers report, in sentences a person understands. A code without one is shown as its words."""

from __future__ import annotations

SENTENCES = {
    "empty-file": "There is nothing in this file.",
    "unknown-format": "This is no format we read. We read vCard, CSV, ICS, EML, mbox, JSON and ZIP.",
    "xml-not-read": "This is XML, which we do not read. Please export as vCard (.vcf), CSV, or ICS instead.",
    "html-not-read": "This is a web page. Please use the export of the program (vCard, CSV, ICS, JSON), not the page.",
    "outlook-binary": "This is Outlook's own binary file. Please save mail as .eml or text, and tables as CSV.",
    "outlook-store": "This is an Outlook data file (.pst). Please export people as CSV and mail as mbox or .eml.",
    "pdf-not-read": "This is a PDF. Please export as vCard, CSV or ICS instead.",
    "packed-file": "This is a packed archive we do not open. Please unpack it, or pack it as ZIP.",
    "image-not-read": "This is a picture, not an address book.",
    "database-not-read": "This is a database. Please use the export of the program it belongs to.",
    "plist-not-read": "This is a property list of Apple. Please export as vCard instead.",
    "jcal-not-read": "This is a calendar in JSON. Please export it as ICS instead.",
    "not-read-yet": "There is no reader for this format in this installation.",
    "file-too-large": "This file is larger than 200 MB. Only mailboxes (mbox) may be larger; please split it.",
    "out-of-memory": "This file needs more memory than a reader may take (256 MB). Please split it into smaller ones.",
    "too-deep": "This file is nested deeper than any real one. It was not read further.",
    "reader-stopped": "The reader broke off here; what stands before was read, what stands behind was not.",
    "reader-out-of-time": "The reader took too long and was ended; what stands before was read.",
    "no-headers": "This is no mail: it has no headers.",
    "odd-header-line": "A line among the headers of a mail is none; it was passed over.",
    "headers-too-long": "The headers of a mail are longer than 1 MB; the rest of them was not read.",
    "header-too-long": "A header is longer than 64 kB; its end was not read.",
    "nobody-named": "A mail names neither a sender nor anyone it is for.",
    "unreadable-date": "A date could not be read; it stays unknown.",
    "too-many-brackets": "An address line is full of brackets and was not read.",
    "odd-address": "An address line is broken; only its addresses were taken.",
    "no-address": "An address line holds no address that can be read.",
    "too-many-addresses": "An address line names more than 1,000 people; the first 1,000 were taken.",
    "unreadable-event": "A calendar entry could not be read.",
    "no-start": "A calendar entry has no beginning.",
    "odd-date": "A date is written in an odd way; it was read all the same.",
    "unknown-zone": "A time names a time zone nobody knows; it was read without.",
    "odd-line": "A line of a calendar entry could not be read and was passed over.",
    "missing-end": "A calendar entry has no END; it ends where the next one begins.",
    "empty-attendee": "An attendee has neither address nor name.",
    "too-many-attendees": "A calendar entry names more than 1,000 attendees; the first 1,000 were taken.",
    "series-too-dense": "An entry repeats more often than daily; only its first time was taken.",
    "series-too-long": "An entry lists thousands of dates; only its first time was taken.",
    "unreadable-series": "The rule by which an entry repeats cannot be followed; only its first time was taken.",
    "nobody": "It names nobody.",
    "erased-by-you": "This is about somebody you erased. They were left out.",
    "columns-unknown": "These columns do not say who is who; when importing you can say which is which.",
    "columns-guessed": "What some columns hold was read from their names; please look whether it is right.",
    "recommendations-unnamed": "Keep the name of this file: it alone says who recommended whom.",
    "too-many-rows": "The table has more than a million rows; the others were not read.",
    "too-many-cards": "The file holds more than 250,000 cards; the others were not read.",
    "archive-damaged": "This ZIP file is damaged or packed in a way we do not read.",
    "archive-link": "A link, not a file.",
    "archive-in-archive": "A ZIP file within a ZIP file: please unpack it first.",
    "handle-only": "Only a name on a platform, without a person's name.",
    "too-many-occurrences": "There are more than 10,000 repetitions in this calendar; the others were not unfolded.",
}


_NO_PLACE = ("card", "file")


def sentence(code: str, where: str = "", excerpt: str = "") -> str:
    """The sentence of a fault's code, with the place where it says more.

    A code without a sentence is shown as its words, with `excerpt` where the reader explained itself.
    """
    words = SENTENCES.get(code) or f"{(excerpt or code.replace('-', ' ')).rstrip('.')}."
    words = words[0].upper() + words[1:]
    return f"{words[:-1]} ({where})." if where and where not in _NO_PLACE else words
