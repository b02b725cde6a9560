"""What readers report, in sentences a person understands. A code without one is shown as its words."""

from __future__ import annotations

from django.apps import apps
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

SENTENCES = {
    "empty-file": _("There is nothing in this file."),
    "unknown-format": _("This is no format we read. We read vCard, CSV, ICS, EML, mbox, JSON and ZIP."),
    "xml-not-read": _("This is XML, which we do not read. Please export as vCard (.vcf), CSV, or ICS instead."),
    "html-not-read": _(
        "This is a web page. Please use the export of the program (vCard, CSV, ICS, JSON), not the page."
    ),
    "outlook-binary": _("This is Outlook's own binary file. Please save mail as .eml or text, and tables as CSV."),
    "outlook-store": _("This is an Outlook data file (.pst). Please export people as CSV and mail as mbox or .eml."),
    "pdf-not-read": _("This is a PDF. Please export as vCard, CSV or ICS instead."),
    "packed-file": _("This is a packed archive we do not open. Please unpack it, or pack it as ZIP."),
    "image-not-read": _("This is a picture, not an address book."),
    "database-not-read": _("This is a database. Please use the export of the program it belongs to."),
    "plist-not-read": _("This is a property list of Apple. Please export as vCard instead."),
    "jcal-not-read": _("This is a calendar in JSON. Please export it as ICS instead."),
    "not-read-yet": _("There is no reader for this format in this installation."),
    "file-too-large": _("This file is larger than 200 MB. Only mailboxes (mbox) may be larger; please split it."),
    "out-of-memory": _(
        "This file needs more memory than a reader may take (256 MB). Please split it into smaller ones."
    ),
    "too-deep": _("This file is nested deeper than any real one. It was not read further."),
    "reader-stopped": _("The reader broke off here; what stands before was read, what stands behind was not."),
    "reader-out-of-time": _("The reader took too long and was ended; what stands before was read."),
    "no-headers": _("This is no mail: it has no headers."),
    "odd-header-line": _("A line among the headers of a mail is none; it was passed over."),
    "headers-too-long": _("The headers of a mail are longer than 1 MB; the rest of them was not read."),
    "header-too-long": _("A header is longer than 64 kB; its end was not read."),
    "nobody-named": _("A mail names neither a sender nor anyone it is for."),
    "unreadable-date": _("A date could not be read; it stays unknown."),
    "too-many-brackets": _("An address line is full of brackets and was not read."),
    "odd-address": _("An address line is broken; only its addresses were taken."),
    "no-address": _("An address line holds no address that can be read."),
    "too-many-addresses": _("An address line names more than 1,000 people; the first 1,000 were taken."),
    "unreadable-event": _("A calendar entry could not be read."),
    "no-start": _("A calendar entry has no beginning."),
    "odd-date": _("A date is written in an odd way; it was read all the same."),
    "unknown-zone": _("A time names a time zone nobody knows; it was read without."),
    "odd-line": _("A line of a calendar entry could not be read and was passed over."),
    "missing-end": _("A calendar entry has no END; it ends where the next one begins."),
    "empty-attendee": _("An attendee has neither address nor name."),
    "too-many-attendees": _("A calendar entry names more than 1,000 attendees; the first 1,000 were taken."),
    "series-too-dense": _("An entry repeats more often than daily; only its first time was taken."),
    "series-too-long": _("An entry lists thousands of dates; only its first time was taken."),
    "unreadable-series": _("The rule by which an entry repeats cannot be followed; only its first time was taken."),
    "nobody": _("It names nobody."),
    "erased-by-you": _("This is about somebody you erased. They were left out."),
    "columns-unknown": _("These columns do not say who is who; when importing you can say which is which."),
    "columns-guessed": _("What some columns hold was read from their names; please look whether it is right."),
    "recommendations-unnamed": _("Keep the name of this file: it alone says who recommended whom."),
    "too-many-rows": _("The table has more than a million rows; the others were not read."),
    "too-many-cards": _("The file holds more than 250,000 cards; the others were not read."),
    "archive-damaged": _("This ZIP file is damaged or packed in a way we do not read."),
    "archive-link": _("A link, not a file."),
    "archive-in-archive": _("A ZIP file within a ZIP file: please unpack it first."),
    "handle-only": _("Only a name on a platform, without a person's name."),
    "about-yourself": _("This table is about you; nobody else is in it."),
    "address-not-mail": _("An address is a name within Exchange and no mail address; it was left out."),
    "broken-quote": _("A quotation mark above it was never closed, so its columns cannot be told."),
    "cell-too-long": _("A cell is longer than any real one."),
    "charset": _("Some letters are not in the encoding the file should have; they were read as Windows-1252."),
    "comment": _("A comment in a card was passed over."),
    "date-missing": _("A date is missing; it stays unknown."),
    "date-order-unknown": _("Day and month of a birthday could be either way round; it was left out."),
    "date-unreadable": _("A date could not be read; it stays unknown."),
    "direction-unknown": _("It does not say who invited whom."),
    "json-broken": _("This JSON is broken: it ends too early or something in it is not closed."),
    "json-too-deep": _("This JSON is nested deeper than any real one."),
    "too-large": _("This mail is too large for a report of a mail server. It was left alone."),
    "no-report": _("This mail does not report a letter that came back."),
    "no-recipient": _("The report does not say whom the letter was for. Look at it yourself."),
    "json-too-large": _("This JSON is larger than 50 MB. Please split it."),
    "json-unknown": _("This JSON is of no kind we read."),
    "loose-quote": _("A quotation mark stands within a cell; the cell was read all the same."),
    "no-card": _("This is no card."),
    "no-end": _("A card has no END; it ends where the next one begins."),
    "no-firm": _("It names no firm."),
    "no-header": _("No row says what the columns are."),
    "no-name": _("A card names nobody."),
    "no-property": _("A line of a card could not be read and was passed over."),
    "no-colon": _("A line of a card could not be read and was passed over."),
    "no-school": _("It names no school."),
    "no-sender": _("It does not say who wrote it."),
    "note": _("A note of the program, no person."),
    "number-destroyed": _("A spreadsheet has rounded a telephone number; its digits are lost and were not made up."),
    "open-quote": _("A quotation mark is never closed."),
    "outside": _("Something stands outside the cards; it was passed over."),
    "rejected": _("You declined this word about you; it was left out."),
    "removed-member": _("A member who has left: only the date is still there."),
    "row-too-long": _("The row is longer than any real one."),
    "too-long": _("A value is longer than any real one; its end was not read."),
    "too-many-cells": _("The row has more cells than there are columns."),
    "too-many-columns": _("The row has more than 512 columns."),
    "too-many-properties": _("A card has more than 1,000 lines; the first 1,000 were read."),
    "unreadable": _("A value of a card could not be read; the card keeps it as it stands."),
    "too-many-occurrences": _("There are more than 10,000 repetitions in this calendar; the others were not unfolded."),
}


_NO_PLACE = ("card", "file")


def sentence(code: str, where: str = "", excerpt: str = "") -> str:
    """The sentence of a fault's code, with the place where it says more.

    A code without a sentence is shown as its words, with `excerpt` where the reader explained itself.
    """
    found = SENTENCES.get(code, "")
    # `mensch read` does without the application, and speaks English.
    words = (gettext(found) if found and apps.ready else found) or f"{(excerpt or code.replace('-', ' ')).rstrip('.')}."
    words = words[0].upper() + words[1:]
    return f"{words[:-1]} ({where})." if where and where not in _NO_PLACE else words
