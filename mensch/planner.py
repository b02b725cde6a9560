"""What SQLite's planner must know beforehand: a vault may hold a million rows, a person only a few; so for groups.

Without statistics SQLite takes "all rows of a vault" for about ten rows, and walks through all of them to find fifty
people by their ids. ANALYZE would measure the vault of today, and connections that stay open would go on with the small
one they saw first. So the estimates are fixed: the same plan for every vault, at every size. PostgreSQL keeps its own.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

ROWS = 1_000_000
BY_HAND = 1_000  # rows an owner writes by hand
PARTIAL = 10  # an index over some rows only holds one row of so many: where it serves, it is the shortest way
_HAND_MADE = frozenset(
    {
        *("aside", "ask", "chosen", "correction", "erasure", "finding", "import", "laid", "letter", "letterstep"),
        *("mailaccount", "ownaddress"),
        *("circle", "circleaside", "circleend", "circleopening", "seat", "seatanswer", "seatlink"),
        *("acceptance", "answer", "answerlink", "concern", "introduction", "introductionend", "invitation", "opening"),
        *("outcome", "release", "side", "told", "workedtogether"),
        *("promise", "promiseend", "rest", "rhythm", "secret"),
    }
)
_MANY = frozenset({"kind", "made_by_id", "source", "standing", "state", "text"})  # columns in which many rows are alike
_ONE_OF_MANY = 10


def advise(connection: BaseDatabaseWrapper) -> None:
    """Writes the estimates where they differ from what stands. Changes no row of anybody."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        wanted = {(table, index): text for table, index, text in _estimates(cursor)}
        if _standing(cursor) == wanted:
            return
        cursor.execute("ANALYZE sqlite_schema")  # makes the table of statistics, measures nothing
        cursor.execute("DELETE FROM sqlite_stat1")
        rows = [(table, index, text) for (table, index), text in wanted.items()]
        cursor.executemany("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (%s, %s, %s)", rows)
        cursor.execute("ANALYZE sqlite_schema")  # reads it


def _standing(cursor: Any) -> dict[tuple[str, str], str]:
    cursor.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'")
    if cursor.fetchone() is None:
        return {}
    cursor.execute("SELECT tbl, idx, stat FROM sqlite_stat1")
    return {(table, index): text for table, index, text in cursor.fetchall()}


def _estimates(cursor: Any) -> list[tuple[str, str, str]]:
    """For each index that begins with the vault, or the group: rows in all, and rows left after each of its columns."""
    cursor.execute(
        'SELECT m.name, l.name, l."unique", l.partial, (SELECT group_concat(i.name) FROM pragma_index_info(l.name) i) '
        "FROM sqlite_master m, pragma_index_list(m.name) l WHERE m.type = 'table' AND m.name LIKE 'mensch_%' "
        "ORDER BY 1, 2"
    )
    found = []
    for table, index, unique, partial, columns in cursor.fetchall():
        names = columns.split(",")
        if names[0] in ("vault_id", "group_id"):
            rows, few = (BY_HAND, 2) if table.removeprefix("mensch_") in _HAND_MADE else (ROWS, 20)
            found.append((table, index, _text(rows // PARTIAL if partial else rows, few, names, bool(unique))))
    return found


def _text(rows: int, few: int, columns: list[str], unique: bool) -> str:
    """The number of rows, then how many are left after each column: those of one vault, of one person, and so on."""
    left = [rows, rows // 2]
    for column in columns[1:]:
        after = left[-1] // _ONE_OF_MANY if column in _MANY else min(left[-1] // 2, few)
        left.append(max(after, 1))
    if unique:
        left[-1] = 1
    return " ".join(map(str, left))
