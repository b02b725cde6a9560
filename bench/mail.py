"""Mail headers per second, and a large mbox made on the fly: time and peak memory of the confined reader.

`python bench/mail.py [--gigabytes 1]`. The mails are example data.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from email import policy
from email.parser import BytesParser
from email.utils import getaddresses
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from mensch.core.records import MailRecord
from mensch.formats import mail
from mensch.services.reading import read_file

MESSAGE = """From ada@example.org Mon Mar 02 09:15:00 2026
Return-Path: <ada@example.org>
Received: from mx.example.org (mx.example.org [192.0.2.1])
\tby mail.example.org with ESMTPS id {n:08x}; Mon, 02 Mar 2026 09:15:00 +0100
From: =?utf-8?q?Ada_L=C3=B6we?= <ada{n}@example.org>
To: "Ben, B." <ben{n}@example.org>, Cleo <cleo@example.org>
Cc: dan@example.org
Date: Mon, 02 Mar 2026 09:15:00 +0100
Message-ID: <{n}@example.org>
In-Reply-To: <{m}@example.org>
Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?= {n}
Content-Type: text/plain; charset=utf-8

{body}
"""


def rates(count: int) -> None:
    heads = [MESSAGE.format(n=n, m=n - 1, body="Hello.").partition("\n")[2].encode() for n in range(count)]
    begun = time.process_time()
    ours = sum(isinstance(i, MailRecord) for head in heads for i in mail.read_message(head))
    own = time.process_time() - begun
    begun = time.process_time()
    for head in heads[: count // 10]:
        message = BytesParser(policy=policy.default).parsebytes(head, headersonly=True)
        getaddresses([str(value) for name in ("from", "to", "cc") for value in message.get_all(name, [])])
        str(message["date"]), str(message["subject"])
    peer = (time.process_time() - begun) * 10
    print(f"headers: {ours / own:,.0f}/s; email with policy.default {count / peer:,.0f}/s; ratio {peer / own:.1f}")


def stream(gigabytes: float) -> None:
    body = "\n".join(["Some lines of text that nobody reads, as long as such lines are in letters."] * 120)
    with tempfile.NamedTemporaryFile(suffix=".mbox") as file:
        n = 0
        while file.tell() < gigabytes * 1e9:
            file.write("".join(MESSAGE.format(n=n + k, m=n + k - 1, body=body) for k in range(100)).encode())
            n += 100
        file.flush()
        begun = time.monotonic()
        read = sum(isinstance(item, MailRecord) for item in read_file(file.name))
        spent = time.monotonic() - begun
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"mbox of {gigabytes} GB: {read:,} of {n:,} mails in {spent:.1f} s, reader's processor time"
        f" {used.ru_utime + used.ru_stime:.1f} s, its peak memory {used.ru_maxrss // 1024} MB"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gigabytes", type=float, default=1.0)
    parser.add_argument("--messages", type=int, default=20_000)
    options = parser.parse_args()
    rates(options.messages)
    stream(options.gigabytes)
