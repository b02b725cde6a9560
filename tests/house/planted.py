"""For each rule over sources: the rule, what it reads, and breaches planted to see that it bites."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from tests.house import doors, pages, presses, size, source, walls, wires, words
from tests.house.source import Source

Rule = Callable[[Iterable[Source]], list[str]]


class Case(NamedTuple):
    """`breaches` are (path, text) of files that must be caught."""

    rule: Rule
    reads: Callable[[], tuple[Source, ...]]
    breaches: tuple[tuple[str, str], ...]


def everything() -> tuple[Source, ...]:
    return (*source.package(), *source.tests())


def shown() -> tuple[Source, ...]:
    return (*source.templates(), *source.statics())


_CORE, _VIEW, _SERVICE, _PAGE = (
    "mensch/core/a.py",
    "mensch/views/a.py",
    "mensch/services/a.py",
    "mensch/templates/a.html",
)

CASES = (
    Case(
        walls.layers,
        source.package,
        (
            (_CORE, "from django.utils import timezone"),
            (_CORE, "import os"),
            (_CORE, "import numpy"),
            ("mensch/core/ties/a.py", "import scipy"),
            ("mensch/core/matching/a.py", "import scipy"),
            (_CORE, "from urllib import request"),
            (_CORE, "from mensch.models import Person"),
            (_CORE, "from . import people"),
            ("mensch/formats/a.py", "from mensch.services import facts"),
            ("mensch/formats/a.py", "from django.http import Http404"),
            ("mensch/models/a.py", "from mensch.services import access"),
            (_SERVICE, "from mensch.views import today"),
            (_SERVICE, "from mensch import views"),
            (_VIEW, "from mensch.models import Person"),
            (_VIEW, "from mensch.formats import vcard"),
            ("mensch/jobs.py", "from mensch.models import Person"),
            ("mensch/commands/a.py", "from mensch.models import Person"),
        ),
    ),
    Case(
        walls.clocks,
        source.package,
        (
            (_CORE, "from datetime import datetime\nat = datetime.now()"),
            (_CORE, "from datetime import date\nat = date.today()"),
            (_CORE, "text = open('x')"),
            (_CORE, "print('x')"),
            (_CORE, "import random\nx = random.random()"),
            (_CORE, "import random\nx = random.Random()"),
        ),
    ),
    Case(doors.tables, source.package, ((_VIEW, "Person.objects.all()"), ("mensch/cli.py", "Person.objects.all()"))),
    Case(
        doors.tables_of_groups,
        source.package,
        (
            (_SERVICE, "from mensch.models import Member\nMember.objects.filter(group=1)"),
            (_SERVICE, "from mensch import models\nmodels.GroupAsk.objects.count()"),
            (_SERVICE, "from mensch.models import Group as G\nG.objects.all()"),
            ("mensch/services/access.py", "Card._base_manager.all()"),
        ),
    ),
    Case(
        doors.by_public_id,
        source.package,
        (
            (_VIEW, "get_object_or_404(Person, pk=1)"),
            (_SERVICE, "Person.objects.get(pk=private(public_id))"),
            (_SERVICE, "Person.objects.filter(vault=vault, id=access.private(x))"),
        ),
    ),
    Case(
        wires.ways_out,
        source.package,
        (
            (_SERVICE, "import socket"),
            (_SERVICE, "from urllib.request import urlopen"),
            (_SERVICE, "from urllib import request"),
            (_SERVICE, "import smtplib"),
            (_VIEW, "import requests"),
            ("mensch/connectors/feeds.py", "import socket"),
            ("mensch/connectors/outbound.py", "import smtplib"),
        ),
    ),
    Case(
        wires.one_door,
        source.package,
        (
            ("mensch/connectors/smtp.py", "import socket\nsocket.create_connection(('x', 25))"),
            ("mensch/connectors/imap.py", "import imaplib\nimaplib.IMAP4_SSL('x')"),
        ),
    ),
    Case(
        wires.sealed,
        source.package,
        (
            (_VIEW, "from mensch.services import secrets\nsecrets.opened(account=1, what='smtp')"),
            (_SERVICE, "from mensch.models import Secret\nSecret.objects.all()"),
            ("mensch/api/a.py", "def f(row): return row.sealed"),
        ),
    ),
    Case(
        presses.pressed_by_nobody,
        source.package,
        (
            ("mensch/jobs.py", "from mensch.services import outbox\ndef f(i): outbox.press(letter=i)"),
            ("mensch/commands/a.py", "from mensch.services.outbox import press\ndef run(args): press(letter=1)"),
            ("mensch/api/a.py", "def run(one):\n    from mensch.services import outbox as o\n    return o.press"),
        ),
    ),
    Case(walls.processes, source.package, ((_SERVICE, "import subprocess"), (_VIEW, "import os\nos.system('x')"))),
    Case(
        walls.hidden_acts,
        source.package,
        (
            ("mensch/apps.py", "from django.db.models.signals import post_save"),
            ("mensch/models/a.py", "class A:\n    def save(self): ..."),
        ),
    ),
    Case(size.files, everything, ((_CORE, "x = 1\n" * 201), ("mensch/models/people.py", "x = 1\n" * 301))),
    Case(size.functions, everything, ((_CORE, "def f():\n" + "    x = 1\n" * 40),)),
    Case(
        words.in_code,
        source.package,
        (
            (_CORE, "def tie_strength(): ..."),
            (_CORE, "class LeadScore: ..."),
            (_SERVICE, "facts = {'score': 1}"),
            (_SERVICE, "def f(rank): ..."),
            ("mensch/models/a.py", "rating = 1"),
        ),
    ),
    Case(words.in_file_names, lambda: (*source.package(), *shown()), (("mensch/core/scores.py", ""),)),
    Case(
        words.in_text,
        shown,
        ((_PAGE, "<p>Your pipeline</p>"), ("mensch/static/css/a.css", ".score-3 {}"), (_PAGE, "<b class='rank'>")),
    ),
    Case(words.in_messages, source.package, ((_SERVICE, "_('Your best prospects')"),)),
    Case(words.short_test_names, source.tests, (("tests/test_a.py", "def test_it_works(): ..."),)),
    Case(
        pages.bare_words,
        source.pages,
        (
            (_PAGE, "<p>Hello</p>"),
            (_PAGE, "<p>{{ n }} people</p>"),
            (_PAGE, "<a title='More'></a>"),
            (_PAGE, "<input placeholder=\"Find\">"),
            (_PAGE, "{% if a %}yes{% endif %}"),
        ),
    ),
    Case(
        pages.inline,
        source.pages,
        ((_PAGE, "<p style='x'>"), (_PAGE, "<script>x</script>"), (_PAGE, "<b onclick='x'>"), (_PAGE, "<style>")),
    ),
    Case(pages.trusted, source.pages, ((_PAGE, "{{ note|safe }}"), (_PAGE, "{% autoescape off %}"))),
    Case(pages.trusted_in_code, source.package, ((_SERVICE, "mark_safe(note)"), (_VIEW, "safestring.mark_safe(x)"))),
    Case(pages.questions, source.pages, ((_PAGE, "{% for t in p.touches.all %}"), (_PAGE, "{{ p.note_set }}"))),
)  # fmt: skip
