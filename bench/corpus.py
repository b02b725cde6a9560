"""What `mensch read` makes of a folder of real files: for each kind, files read, exceptions, found, read, set aside.

`python bench/corpus.py FOLDER [FOLDER…] [--names]`. The first folder below FOLDER names the kind.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def kinds(folder: Path) -> dict[str, Path]:
    inner = {path.name: path for path in sorted(folder.iterdir()) if path.is_dir()}
    return inner or {folder.name: folder}


def run(path: Path) -> tuple[Counter[str], list[dict[str, object]], int]:
    command = [sys.executable, "-m", "mensch", "read", "--json", str(path.resolve())]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    counts: Counter[str] = Counter()
    files: list[dict[str, object]] = []
    for line in done.stdout.splitlines():
        record = json.loads(line)
        if record["type"] == "summary":
            files = record["files"]
            continue
        counts[record["type"]] += 1
        counts["e-mails"] += len(record.get("emails", ()))
        counts["phones"] += len(record.get("phones", ()))
        counts["with start"] += bool(record.get("start"))
        counts["attendees"] += len(record.get("attendees", ()))
        counts["addresses"] += (
            bool(record.get("from")) * (record["type"] == "touch")
            + len(record.get("to", ())) * (record["type"] == "touch")
            + len(record.get("cc", ()))
        )
    return +counts, files, "Traceback" in done.stderr


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--names", action="store_true", help="name the files that gave less than was found in them")
    options = parser.parse_args()
    for folder in options.folders:
        for kind, path in kinds(folder).items():
            begun = time.monotonic()
            counts, files, broken = run(path)
            aside = sum(len(f["set_aside"]) for f in files)  # type: ignore[arg-type]
            found, read = (sum(int(str(f[key])) for f in files) for key in ("found", "read"))
            some = sum(bool(f["read"]) for f in files)
            print(
                f"{kind}: {some} of {len(files)} files gave records, exceptions {int(broken)}, found {found},"
                f" read {read}, set aside {aside}, {time.monotonic() - begun:.1f} s; {dict(counts)}"
            )
            if options.names:
                for file in files:
                    if file["found"] != file["read"] or not file["read"]:
                        print(
                            "  ",
                            Path(str(file["path"])).name,
                            file["format"],
                            file["found"],
                            file["read"],
                            file["set_aside"],
                        )


if __name__ == "__main__":
    main()
