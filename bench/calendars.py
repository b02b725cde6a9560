"""Calendar entries per second: ours against icalendar on the same example calendar; and the cost of unfolding series.

`python bench/calendars.py [--events 5000]`
"""

from __future__ import annotations

import argparse
import sys
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from icalendar import Calendar

from mensch.core.records import MeetingRecord
from mensch.formats import ical

EVENT = (
    "BEGIN:VEVENT\r\nUID:{n}@example.org\r\nDTSTAMP:20260101T000000Z\r\n"
    "DTSTART;TZID=Europe/Berlin:202601{day:02}T090000\r\n"
    "DTEND;TZID=Europe/Berlin:202601{day:02}T100000\r\n{rule}SUMMARY:Tea\\, and cake\r\n"
    "ORGANIZER;CN=Ada:mailto:ada@example.org\r\n"
    "ATTENDEE;PARTSTAT=ACCEPTED;CN=Ben:mailto:ben@example.org\r\nATTENDEE;CN=Cleo:mailto:cleo@example.org\r\n"
    "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT10M\r\nEND:VALARM\r\nEND:VEVENT\r\n"
)


def calendar(count: int, rule: str = "") -> bytes:
    events = "".join(EVENT.format(n=n, day=n % 28 + 1, rule=rule) for n in range(count))
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n".encode()


def timed(data: bytes, today: date | None = None) -> tuple[float, int]:
    begun = time.process_time()
    count = sum(isinstance(item, MeetingRecord) for item in ical.read(data, today=today))
    return time.process_time() - begun, count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=5_000)
    events = parser.parse_args().events
    data = calendar(events)
    own, count = timed(data)
    twice, _ = timed(calendar(2 * events))
    begun = time.process_time()
    theirs = len(Calendar.from_ical(data).walk("VEVENT"))
    peer = time.process_time() - begun
    print(
        f"events: {count / own:,.0f}/s; icalendar {theirs / peer:,.0f}/s; ratio {peer / own:.1f};"
        f" t(2n)/t(n) {twice / own:.2f}"
    )
    spent, occurrences = timed(calendar(20, "RRULE:FREQ=WEEKLY\r\n"), date(2026, 3, 1))
    print(f"series: {occurrences:,} occurrences in {spent:.2f} s, {occurrences / spent:,.0f}/s")


if __name__ == "__main__":
    main()
