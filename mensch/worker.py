"""What works when nobody looks: the queue of jobs, and beside it the post. Letters do not wait behind an import.

django-q's own processes do the jobs; this one would only wait for them to end. So it looks each second for letters
that are due, in a table where they have an index of their own, and hands them to the owner's mail server.
"""

from __future__ import annotations

import logging
import signal
import sys
import threading
from types import FrameType

_A_LOOK = 1.0  # seconds
_AFTER_A_FAULT = 5.0
log = logging.getLogger("mensch.post")


def main() -> int:
    import django

    django.setup()
    from django_q.cluster import Cluster

    cluster = Cluster()
    ending = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        ending.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    cluster.start()
    while cluster.sentinel.is_alive() and not ending.wait(post()):
        pass
    cluster.stop()
    return 0 if ending.is_set() else 1


def post() -> float:
    """One look. Gives the seconds until the next."""
    from django.db import Error, close_old_connections
    from django.utils import timezone

    from mensch.services import sending

    close_old_connections()
    try:
        for letter in sending.due(now=timezone.now()):
            sending.send(letter_id=letter)
    except Error as error:  # the database is away: it is asked again
        log.warning("The post waits: %s", type(error).__name__)
        return _AFTER_A_FAULT
    return _A_LOOK


if __name__ == "__main__":
    sys.exit(main())
