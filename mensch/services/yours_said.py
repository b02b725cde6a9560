"""README.txt: what lies in the ZIP."""

from __future__ import annotations

from django.utils.translation import gettext as _

from mensch import __version__


def read_me(*, with_files: bool) -> str:
    lines = [
        _("Everything of yours in Mensch %(version)s") % {"version": __version__},
        "",
        _("groups.json    The groups you are in, and what you published there about yourself."),
        _("mensch.json    All of it, every table, one row a line. “mensch restore THIS.zip” brings it back."),
        _("people.vcf     Everybody as vCard 4.0, for any address book. What your address books said"),
        _("               and Mensch did not understand is carried over."),
        _("people.csv     Everybody as a table, for spreadsheets. Where a cell begins like a formula,"),
        _("               an apostrophe stands in front, so that nothing is calculated."),
        _("meetings.ics   The meetings of your calendars and those you noted, for any calendar."),
        _("left-out.txt   Only where something could not be told in one of these files: what, and where it is."),
        _("files/         The files you brought, as they came.") if with_files else "",
        "",
        _("Not in here: search words (they are worked out again), ways to sign in, and the secret key."),
        _("Addresses of people who were erased are kept as keyed hashes only. After a restore they keep"),
        _("those people out only where the same secret key is used and the vault keeps its id."),
        _("These files hold other people’s addresses. Keep them as you would keep a diary."),
    ]
    return "\n".join(lines).replace("\n\n\n", "\n\n") + "\n"
