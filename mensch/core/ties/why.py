"""The codes of paths: what a step stands on, why there is none, what to know of a connector, and who is nearby."""

from __future__ import annotations

from enum import StrEnum


class Why(StrEnum):
    """Each has its template in templates/reasons. Behind each stand the names of its facts; a bracket may be missing.

    Steps that the owner takes themself use the codes of evidence as well (core.reasons).
    """

    # what a step stands on
    WRITE_TO_EACH_OTHER = "write-to-each-other"  # last
    SAT_TOGETHER = "sat-together"  # times last
    WROTE_IN_THREAD = "wrote-in-thread"  # times last
    TOLD_SO = "told-so"  # last
    # why there is no path
    NO_PATH = "no-path"
    NO_PATH_MET = "no-path-met"
    NO_PATH_ASKED = "no-path-asked"
    # what to know of a connector before asking
    QUESTIONS_WAIT = "questions-wait"  # who times
    BROUGHT_AND_MET = "brought-and-met"  # who whom on
    BROUGHT_TO_NOTHING = "brought-to-nothing"  # who whom on
    BROUGHT_OPEN = "brought-open"  # who whom on
    # how the owner might come to know somebody who can
    KNOWS_THEM = "knows-them"  # who whom
    SAME_FIRM = "same-firm"  # who org
    SAME_FIRM_LISTED = "same-firm-listed"  # who org
    SAME_GROUP = "same-group"  # who group
    SAME_GROUP_LISTED = "same-group-listed"  # who group
