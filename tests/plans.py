"""How the database goes about a query: which tables it walks through, and how much of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import connection

from mensch.models.base import Owned

OWNED = {m._meta.db_table for m in apps.get_app_config("mensch").get_models() if issubclass(m, Owned)}
# Counting one's own people by their word of evidence: one range of one index, and the firms, which are few.
COUNTED = 'SELECT "mensch_person"."standing" AS "standing", COUNT('
_STEP = re.compile(r"^(SCAN|SEARCH) (\S+)(?: USING (?:(?:COVERING )?INDEX (\S+)|INTEGER PRIMARY KEY))?(?: \((.*)\))?")
_NAMED = re.compile(r'"(mensch_\w+)"(?: (?:AS )?([A-Z]\w*)\b)?')
_WORDS = {"ON", "WHERE", "INNER", "LEFT", "ORDER", "GROUP", "LIMIT", "SET", "USING", "HAVING"}


@dataclass
class Watch:
    """Every SELECT that ran, with the walks that had no end of their own: (table, how, sql)."""

    walks: list[tuple[str, str, str]] = field(default_factory=list)
    asked: int = 0
    work: int = 0  # steps of SQLite's machine, or rows read by PostgreSQL


@contextmanager
def watching() -> Iterator[Watch]:
    """Looks at the plan of every SELECT run inside."""
    seen = Watch()
    busy = False

    def look(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal busy
        if busy or many or not sql.startswith("SELECT") or sql.startswith(COUNTED):
            return execute(sql, params, many, context)
        busy = True
        try:
            seen.asked += 1
            (_sqlite if connection.vendor == "sqlite" else _postgres)(seen, sql, params)
        finally:
            busy = False
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield seen


def _tables(sql: str) -> dict[str, str]:
    """Alias to table."""
    found = {}
    for table, alias in _NAMED.findall(sql):
        found[table] = table
        if alias and alias not in _WORDS:
            found[alias] = table
    return found


def _sqlite(seen: Watch, sql: str, params: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        steps = [str(row[3]) for row in cursor.fetchall()]
        seen.work += _steps_of(sql, params)
    tables, ordered = _tables(sql), not any("TEMP B-TREE" in step for step in steps)
    for step in steps:
        match = _STEP.match(step)
        table = tables.get(match[2], "") if match else ""
        if match is None or table not in OWNED:
            continue
        whole = match[4] in (None, "vault_id=?")
        if match[1] == "SCAN" or (whole and not (ordered and " LIMIT " in sql)):
            seen.walks.append((table, step, sql))


def _steps_of(sql: str, params: Any) -> int:
    """How many steps SQLite's machine takes for it, in tens."""
    taken = 0

    def tick() -> int:
        nonlocal taken
        taken += 1
        return 0

    raw = connection.connection
    raw.set_progress_handler(tick, 10)
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            cursor.fetchall()
    finally:
        raw.set_progress_handler(None, 0)
    return taken


def _postgres(seen: Watch, sql: str, params: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SET enable_seqscan = off"
        )  # in tables of a few thousand rows a scan may well be the cheaper way
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params)
        told = cursor.fetchone()[0]
        cursor.execute("SET enable_seqscan = on")
    plan = (json.loads(told) if isinstance(told, str) else told)[0]["Plan"]
    for node in _nodes(plan):
        table = node.get("Relation Name", "")
        if table not in OWNED:
            continue
        read = (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"]
        seen.work += int(read)
        condition = node.get("Index Cond", node.get("Recheck Cond", ""))
        whole = re.fullmatch(r"\(vault_id = '?\d+'?(::bigint)?\)", condition) is not None
        if read > 500 and (node["Node Type"] == "Seq Scan" or whole):
            seen.walks.append(
                (table, f"{node['Node Type']} {node.get('Index Name', '')} {condition}: {read} rows", sql)
            )


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for inner in plan.get("Plans", ()):
        yield from _nodes(inner)
