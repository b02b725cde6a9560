"""The pages of groups. What a member may do stands here once, for accounts and for private links."""

from django.urls import path

from mensch.views import group_doors as doors
from mensch.views import group_stewards as stewards
from mensch.views import groups
from mensch.views.seats import BOTH, READ, WRITE, by_account, by_link

# name, what follows the group in the URL, view, methods
OF_MEMBERS = (
    ("home", "", groups.home, READ),
    ("members", "/members", groups.members, READ),
    ("card", "/card", groups.card, BOTH),
    ("kinds", "/kinds", groups.kinds, WRITE),
    ("kind_removal", "/kinds/<knownkind>/removal", groups.kind_removal, WRITE),
    ("asks", "/asks", groups.asks, BOTH),
    ("ask_end", "/asks/<groupask>/end", groups.ask_end, BOTH),
    ("ask_reopening", "/asks/<groupask>/reopening", groups.ask_reopening, WRITE),
    ("hint", "/asks/<groupask>/hint", groups.hint, BOTH),
    ("hint_removal", "/asks/<groupask>/hint/removal", groups.hint_removal, WRITE),
    ("pause", "/pause", groups.pause, WRITE),
    ("pause_end", "/pause/end", groups.pause_end, WRITE),
    ("links_end", "/links/end", groups.links_end, WRITE),
    ("held", "/held", doors.held, READ),
    ("leaving", "/leaving", doors.leaving, BOTH),
)
BY_ACCOUNT = (("own_book", "/asks/<groupask>/own-book", groups.own_book, READ),)
OF_STEWARDS = (
    ("words", "/words", stewards.words, BOTH),
    ("invitations", "/invitations", stewards.invitations, BOTH),
    ("invitation_end", "/invitations/<groupinvite>/end", stewards.invitation_end, WRITE),
    ("removal", "/members/<member>/removal", stewards.removal, BOTH),
    ("admission", "/members/<member>/admission", stewards.admission, WRITE),
    ("stewardship", "/members/<member>/stewardship", stewards.stewardship, WRITE),
    ("stewardship_end", "/stewardship/end", stewards.stewardship_end, WRITE),
)

urlpatterns = [
    path("groups", stewards.listing, name="groups"),
    path("groups/new", stewards.new, name="group_new"),
    path("join/<str:key>", doors.join, name="group_join"),
    path("join/<str:key>/account", doors.join_account, name="group_join_account"),
    *(
        path(f"groups/<group>{tail}", by_account(view, methods), name=f"group_{name}")
        for name, tail, view, methods in (*OF_MEMBERS, *BY_ACCOUNT, *OF_STEWARDS)
    ),
    *(
        path(f"g/<str:seat>{tail}", by_link(view, methods), name=f"link_{name}")
        for name, tail, view, methods in OF_MEMBERS
    ),
    path("g/<str:seat>/not-me", by_link(doors.not_me, WRITE), name="link_not_me"),
]
