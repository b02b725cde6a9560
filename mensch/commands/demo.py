"""Fill an empty vault with the demo town: four hundred invented people to look around among.

The town is marked on every page. It never mixes with people of your own, and --remove takes it away whole.
"""

from __future__ import annotations

import argparse
import json
from datetime import date

from mensch.commands import with_django


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--into-new-member", action="store_true", help="give the town a member and vault of its own")
    parser.add_argument("--remove", action="store_true", help="take the town away again")
    parser.add_argument("--today", type=date.fromisoformat, metavar="DATE", help="the day the town lives in (today)")
    parser.add_argument("--seed", type=int, default=7, help="another number gives another town (7)")
    parser.add_argument("--json", action="store_true", help="print the facts as JSON")


def run(args: argparse.Namespace) -> int:
    with_django()
    from django.conf import settings
    from django.utils import timezone

    from mensch.services import demo, startup, ways_in

    startup.prepare()
    vault = demo.where(first=ways_in.first_member(), new_member=args.into_new_member)
    if args.remove:
        demo.remove(vault=vault)
        print(json.dumps({"people": 0}) if args.json else "The demo town is gone.")
        return 0
    made = demo.build(vault=vault, today=args.today or timezone.now().date(), seed=args.seed)
    if args.json:
        print(json.dumps({"people": made.people, "member": vault.owner.email}))
        return 0
    print(f"Lindenau an der Wiehl is there: {made.people} invented people.")
    print("Next: “make run” (or “mensch serve”), and open the link it prints.")
    if args.into_new_member:
        link = f"{settings.URL}/in/{ways_in.make_link(user=vault.owner)}"
        print(f"The town's own member is {vault.owner.email}: {link} (once, within the hour).")
    print("“mensch demo --remove” takes the town away again.")
    return 0
