"""Asks and offers: the list, one of them with its answers, and what can be done there."""

from django.urls import path

from mensch.views import ask_acts as acts
from mensch.views import asks

urlpatterns = [
    path("asks", asks.every, name="every_ask"),
    path("asks/new", asks.new, name="ask_new"),
    path("asks/<ask>", asks.one, name="ask"),
    path("asks/<ask>/edit", asks.edit, name="ask_edit"),
    path("asks/<ask>/edit/undo", acts.unedit, name="ask_unedit"),
    path("asks/<ask>/kind", acts.kind, name="ask_kind"),
    path("asks/<ask>/end", acts.end, name="ask_end"),
    path("asks/<ask>/reopening", acts.reopening, name="ask_reopening"),
    path("asks/<ask>/asides", acts.aside, name="asides"),
    path("asides/<aside>/removal", acts.aside_removal, name="aside_removal"),
    path("asks/<ask>/rule-outs", acts.rule_out, name="rule_outs"),
    path("asks/<ask>/rule-outs/removal", acts.rule_in, name="rule_out_removal"),
    path("notes/<note>/ask", acts.from_note, name="note_ask"),
]
