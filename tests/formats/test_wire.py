"""What goes over the wire comes back as it was."""

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mensch.core import records
from mensch.formats.wire import pack, unpack

ZONE = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENT = st.datetimes() | st.datetimes(timezones=ZONE)
st.register_type_strategy(date, st.dates())
st.register_type_strategy(datetime, MOMENT)
KINDS = [
    records.Record,
    records.MailRecord,
    records.MeetingRecord,
    records.MessageRecord,
    records.InvitationRecord,
    records.WordRecord,
    records.ContextRecord,
    records.Fault,
    records.Seen,
]


@given(st.one_of([st.from_type(kind) for kind in KINDS]))
def test_unpack_undoes_what_pack_did(item: records.Item) -> None:
    line = pack(item)
    assert unpack(line) == item
    assert line.count(b"\n") == 1
    assert line.isascii()


@given(st.datetimes(timezones=ZONE))
def test_time_zones_arrive_as_well(at: datetime) -> None:
    back = unpack(pack(records.MailRecord("k", at, None)))
    assert isinstance(back, records.MailRecord)
    assert back.at
    assert back.at.utcoffset() == at.utcoffset()


@pytest.mark.parametrize("line", [b"", b"[]", b"{}", b'["z",1]', b'["s"]', b'["f",1,2'])
def test_a_broken_line_is_no_record(line: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        unpack(line)
