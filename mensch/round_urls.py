"""Rounds of a group: the steward's pages, a member's part with an account, and the same behind a private link."""

from django.urls import path

from mensch.views import round_parts as parts
from mensch.views import rounds

urlpatterns = [
    path("groups/<group>/rounds", rounds.listing, name="rounds"),
    path("groups/<group>/rounds/<round>", rounds.show, name="round"),
    path("groups/<group>/rounds/<round>/calls", rounds.calls, name="round_calls"),
    path("groups/<group>/rounds/<round>/plans", rounds.plans, name="round_plans"),
    path("groups/<group>/rounds/<round>/plans/<plan>/stop", rounds.stop, name="round_plan_stop"),
    path("groups/<group>/rounds/<round>/marks", rounds.marks, name="round_marks"),
    path("groups/<group>/rounds/<round>/marks/<mark>/removal", rounds.unmark, name="round_mark_removal"),
    path("groups/<group>/rounds/<round>/askings", rounds.askings, name="round_askings"),
    path("groups/<group>/rounds/<round>/end", rounds.end, name="round_end"),
    path("groups/<group>/rounds/<round>/screen", rounds.screen, name="round_screen"),
    path("groups/<group>/rounds/<round>/slips", rounds.slips, name="round_slips"),
    path("groups/<group>/rounds/<round>/mine", parts.mine, name="round_mine"),
    path("groups/<group>/rounds/<round>/mine/answers", parts.answers, name="round_answers"),
    path("groups/<group>/rounds/<round>/mine/doors", parts.doors, name="round_doors"),
    path("groups/<group>/rounds/<round>/mine/words", parts.words, name="round_words"),
    path("groups/<group>/rounds/<round>/mine/replies", parts.replies, name="round_replies"),
    path("g/<str:seat>/rounds/<round>", parts.by_link, name="round_by_link"),
    path("g/<str:seat>/rounds/<round>/answers", parts.answers_by_link, name="round_answers_by_link"),
    path("g/<str:seat>/rounds/<round>/doors", parts.doors_by_link, name="round_doors_by_link"),
    path("g/<str:seat>/rounds/<round>/words", parts.words_by_link, name="round_words_by_link"),
    path("g/<str:seat>/rounds/<round>/replies", parts.replies_by_link, name="round_replies_by_link"),
]
