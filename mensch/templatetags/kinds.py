"""How each kind of nudge is called and drawn. The tint says what it asks for, nothing about the person."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mensch.core.nudges import NudgeKind


class Look(NamedTuple):
    word: str | Promise
    icon: str
    tint: str = ""


KINDS: dict[NudgeKind, Look] = {
    NudgeKind.REPLY: Look(_("Your reply"), "reply", "blue"),
    NudgeKind.PROMISE: Look(_("You promised"), "promise", "amber"),
    NudgeKind.THANK_YOU: Look(_("Say thank you"), "leaf", "green"),
    NudgeKind.WHOM_AGAIN: Look(_("After meeting"), "met", "plum"),
    NudgeKind.INTRODUCTION: Look(_("An introduction"), "link", "plum"),
    NudgeKind.MEETING: Look(_("Tomorrow"), "calendar", "blue"),
    NudgeKind.THANK_LATER: Look(_("Say thank you"), "leaf", "green"),
    NudgeKind.PROMISE_OPEN: Look(_("You promised"), "promise", "amber"),
    NudgeKind.THEIR_PROMISE: Look(_("Promised you"), "promise", "plum"),
    NudgeKind.RHYTHM: Look(_("Keep in touch"), "rhythm", "green"),
    NudgeKind.MEET: Look(_("Meet in person"), "met", "green"),
    NudgeKind.STILL_RIGHT: Look(_("Still right?"), "note"),
    NudgeKind.REST: Look(_("Let it rest?"), "rest"),
}
