"""Numbers, days and spans as a friend would say them."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext

_SPELLED = tuple(
    map(
        gettext_lazy,
        ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    )
)


def spelled(number: int) -> str:
    """Up to twelve in letters."""
    return str(_SPELLED[number]) if 0 <= number < len(_SPELLED) else f"{number:,}"


def often(number: int) -> str:
    """'once', 'twice', 'three times'."""
    return _("once") if number == 1 else _("twice") if number == 2 else _("%(n)s times") % {"n": spelled(number)}


def day(at: date | datetime) -> str:
    """'today', 'yesterday', 'Friday', '12 November', '12 November 2024'."""
    on = _date(at)
    near = _near(on)
    return near or (date_format(on, "l") if _this_week(on) else _far(on))


def on_day(at: date | datetime) -> str:
    """'today', 'yesterday', 'on Friday', 'on 12 November', 'on 12 November 2024'."""
    on = _date(at)
    near = _near(on)
    return near or _("on %(day)s") % {"day": date_format(on, "l") if _this_week(on) else _far(on)}


def rhythm(days: int) -> str:
    """'about every six weeks'."""
    if days % 365 == 0:
        return _every(days // 365, _("about once a year"), gettext_noop("about every %(n)s years"))
    if days % 30 == 0:
        return _every(days // 30, _("about once a month"), gettext_noop("about every %(n)s months"))
    if days % 7 == 0:
        return _every(days // 7, _("about once a week"), gettext_noop("about every %(n)s weeks"))
    return _("about every %(n)s days") % {"n": spelled(days)}


def weeks_since(on: date) -> str:
    """'seven weeks'."""
    weeks = max((timezone.localdate() - _date(on)).days // 7, 1)
    return ngettext("%(n)s week", "%(n)s weeks", weeks) % {"n": spelled(weeks)}


def _every(number: int, once: str, more: str) -> str:
    return once if number == 1 else _(more) % {"n": spelled(number)}


def _date(at: date | datetime) -> date:
    return (timezone.localtime(at) if at.tzinfo else at).date() if isinstance(at, datetime) else at


def _near(on: date) -> str:
    days = (timezone.localdate() - on).days
    return {-1: _("tomorrow"), 0: _("today"), 1: _("yesterday")}.get(days, "")


def _this_week(on: date) -> bool:
    return 1 < (timezone.localdate() - on).days < 7


def _far(on: date) -> str:
    return date_format(on, "j F" if on.year == timezone.localdate().year else "j F Y")


def minutes(things: int) -> str:
    """'five minutes': forty seconds for each thing."""
    number = max(-(-things * 2 // 3), 1)
    return ngettext("%(n)s minute", "%(n)s minutes", number) % {"n": spelled(number)}


def thousands(number: int) -> str:
    """'1,547'."""
    return f"{number:,}"
