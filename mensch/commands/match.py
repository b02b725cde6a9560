"""Match the asks of one file with the people of another. No database; nothing is kept.

Both files hold a JSON object a line: people with id, title, company, city, notes, offers, needs, interests; asks with
id, text and, if known, kind. The run file gets a line a match: ask, person, place in the order, band (1 offers this,
2 may help, 3 may know someone), with tabs between. Asks nobody obvious is found for get none: the last line printed
lists them.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from mensch.commands import with_django


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--people", type=Path, required=True, metavar="FILE", help="people, a JSON object a line")
    parser.add_argument("--asks", type=Path, required=True, metavar="FILE", help="asks, a JSON object a line")
    parser.add_argument("--run", type=Path, required=True, dest="out", metavar="FILE", help="where the matches go")
    parser.add_argument("--no-model", action="store_true", help="words and trades only, without the sentence model")
    parser.add_argument("--json", action="store_true", help="print each ask as understood and its reasons as JSON")


def run(args: argparse.Namespace) -> int:
    with_django()
    from mensch.services.matching_files import Book, asks_of, people_of
    from mensch.services.matching_told import told, written
    from mensch.services.weights import tier

    model = None if args.no_model else tier()
    book = Book(people_of(args.people), model.encoder if model else None)
    answers = [book.answer(*ask) for ask in asks_of(args.asks)]
    written(args.out, [f"{one.id}\t{who.person}\t{place}\t{who.band.value}"
                       for one in answers for place, who in enumerate(one.matches, 1)])  # fmt: skip
    for one in answers:
        if args.json:
            print(json.dumps(told(one), ensure_ascii=False))
    print(json.dumps({"asks": len(answers), "abstained": [one.id for one in answers if not one.matches],
                      "model": model.why if model else "off"}))  # fmt: skip
    return 0
