"""Figures of the vCard reader: python bench/vcards.py [FOLDER] [--cards N].

FOLDER holds *.vcf files, and in _expected/NAME.out what another reader made of NAME (or, with a MANIFEST.tsv beside
FOLDER whose last column names it, of any file). A file is perfect when all its cards are found and every FN, EMAIL and
TEL equals what a lenient second reading finds. Speed: N made cards, our reader and vobject in the same run.
"""

from __future__ import annotations

import argparse
import quopri
import re
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from mensch.core.records import AddressKind, Record, Seen
from mensch.formats import vcard

NAMES = ("FN", "EMAIL", "TEL")
Facts = list[dict[str, list[str]]]


def ours(data: bytes) -> tuple[Facts, int]:
    cards: Facts = []
    found = 0
    for item in vcard.read(data):
        if isinstance(item, Record):
            values = {kind: [a.value for a in item.of(AddressKind(word))] for kind, word in KINDS}
            cards.append({"FN": [item.name.full, *item.name.variants], **values})
        elif isinstance(item, Seen):
            found = item.found
    return cards, found


KINDS = (("EMAIL", "email"), ("TEL", "phone"))


def loose(data: bytes) -> Facts:
    """A second, careless reading: whole file, regular expressions, values compared without blanks and backslashes."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data.decode("utf-16").encode()
    elif data[:1] == b"\0":
        data = data.decode("utf-16-be").encode()
    data = re.sub(rb"(?i)(quoted-printable[^\n]*)", rb"\1", data.replace(b"\r\n", b"\n"))
    lines: list[bytes] = []
    for line in data.split(b"\n"):
        soft = lines and b"QUOTED-PRINTABLE" in lines[-1].upper() and lines[-1].endswith(b"=")
        if soft:
            lines[-1] = lines[-1][:-1] + line.lstrip()
        elif line[:1] in (b" ", b"\t") and lines:
            lines[-1] += line[1:]
        else:
            lines.append(line)
    cards: Facts = []
    for line in lines:
        if line.strip().upper() == b"BEGIN:VCARD":
            cards.append({name: [] for name in NAMES})
        found = re.match(rb'(?i)(?:[\w-]+\.)?(FN|EMAIL|TEL)((?:;(?:[^":]|"[^"]*")*)?):(.*)', line)
        if found and cards:
            cards[-1][found[1].decode().upper()].append(_value(found[2].decode("latin-1"), found[3]))
    return cards


def _value(params: str, value: bytes) -> str:
    if "QUOTED-PRINTABLE" in params.upper():
        value = quopri.decodestring(value)
    charset = re.search(r"(?i)CHARSET=([\w-]+)", params)
    for name in (charset[1] if charset else "utf-8", "utf-8", "cp1252", "latin-1"):
        try:
            return value.decode(name)
        except (UnicodeError, LookupError):
            continue
    return ""


def plain(values: list[str]) -> list[str]:
    return sorted(filter(None, (re.sub(r"[\s\\]", "", re.sub(r"\\[nN]", "", v)) for v in values)))


def differences(mine: Facts, theirs: Facts) -> list[str]:
    if len(mine) != len(theirs):
        return [f"{len(mine)} cards, not {len(theirs)}"]
    out = []
    for a, b in zip(mine, theirs, strict=True):
        for name in NAMES:
            left, right = plain(a[name]), plain(list(dict.fromkeys(b[name])) if name == "FN" else b[name])
            if left != right and (right or name != "FN"):  # no FN: we build one from N
                out.append(f"{name} {left} != {right}")
    return out


def expected(folder: Path) -> dict[str, Path]:
    manifest = folder.parent / "MANIFEST.tsv"
    rows = [line.split("\t") for line in manifest.read_text().splitlines()] if manifest.exists() else []
    return {
        Path(row[0]).name: folder.parent / row[-1]
        for row in rows
        if row[0].endswith(".vcf") and row[-1].endswith(".out")
    }


def compare(folder: Path) -> None:
    files = sorted(folder.glob("*.vcf"))
    judged, cards, perfect, agreed, raised = expected(folder), 0, 0, 0, 0
    for path in files:
        data = path.read_bytes()
        try:
            mine, found = ours(data)
        except Exception as error:  # noqa: BLE001 - the figure we look for
            raised += 1
            print(f"{path.name}: {error!r}")
            continue
        cards += len(mine)
        wrong = differences(mine, loose(data)) + ([f"found {found}"] if found != len(mine) else [])
        perfect += not wrong
        if path.name in judged:
            other = differences(mine, ours(judged[path.name].read_bytes())[0])
            agreed += not other
            wrong += [f"expected: {o}" for o in other]
        for line in wrong:
            print(f"{path.name}: {line}")
    print(f"{perfect} of {len(files)} files perfect, {cards} cards, {raised} exceptions")
    print(f"{agreed} of {len(judged)} agree with the published reading")


def made(number: int) -> bytes:
    """Example cards of about 1.2 kB: mail addresses, numbers, a postal address, a note, a small photo."""
    photo = "\r\n ".join(["/9j/4AAQSkZJRgABAQAAAQABAAD" * 2] * 12)
    card = (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{0}@example.org\r\nN:Example{0};Ada;;;\r\nFN:Ada Example{0}\r\n"
        "ORG:Works {0};Research\r\nTITLE:Engineer\r\nEMAIL;TYPE=INTERNET,HOME:ada{0}@example.org\r\n"
        "EMAIL;TYPE=INTERNET,WORK:ada{0}@work.example.org\r\nTEL;TYPE=CELL:+49 151 2{0:07}\r\n"
        "TEL;TYPE=WORK:+1 650-25{0:05}\r\nADR;TYPE=HOME:;;{0} Main Street;Town;;12345;Germany\r\n"
        "item1.URL:https://example.org/{0}\r\nitem1.X-ABLabel:_$!<HomePage>!$_\r\nBDAY:1980-03-22\r\n"
        "NOTE:Met at the fair\\, likes trains.\r\nPHOTO;ENCODING=b;TYPE=JPEG:{1}\r\nEND:VCARD\r\n"
    )
    return "".join(card.format(n, photo) for n in range(number)).encode()


def speed(number: int) -> None:
    data = made(number)
    start = time.process_time()
    mine = sum(isinstance(item, Record) for item in vcard.read(data))
    took = time.process_time() - start
    print(f"mensch: {mine} cards, {len(data) / 1e6:.1f} MB, {mine / took:,.0f} cards/s")
    try:
        import vobject
    except ImportError:
        print("vobject is not installed")
        return
    text = made(number // 10).decode()
    start = time.process_time()
    theirs = sum(1 for _ in vobject.readComponents(text))
    other = time.process_time() - start
    print(f"vobject: {theirs} cards, {theirs / other:,.0f} cards/s; ratio {mine / took / (theirs / other):.1f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--cards", type=int, default=10_000)
    options = parser.parse_args()
    if options.folder:
        compare(options.folder)
    speed(options.cards)
