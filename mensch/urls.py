"""Every page. A new URL joins the tenant matrix by itself (tests/pages/test_matrix.py)."""

from django.urls import include, path

from mensch.views import health, imports, invitations, letters, nudges, reveal, settings, today, ways_in, yours

urlpatterns = [
    path("", today.home, name="home"),
    path("today", today.show, name="today"),
    path("people/<person>/nudges", nudges.nudge, name="nudges"),
    path("laid/<laid>/undo", nudges.undoing, name="laid_undoing"),
    path("people/<person>/rests", nudges.rest, name="rests"),
    path("rests/<rest>/end", nudges.rest_end, name="rest_end"),
    path("people/<person>/thanks", nudges.thank, name="thanks"),
    path("promises/<promise>/end", nudges.promise_end, name="promise_end"),
    path("promises/<promise>/reopening", nudges.promise_reopening, name="promise_reopening"),
    path("after-meetings", nudges.after_meeting, name="after_meetings"),
    path("people/<person>/letters", letters.create, name="letters_to"),
    path("letters/<letter>", letters.show, name="letter"),
    path("letters/<letter>/letter.eml", letters.file, name="letter_file"),
    path("letters/<letter>/sent", letters.sent, name="letter_sent"),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("import", imports.drop, name="imports"),
    path("jobs/<importing>", imports.job, name="job"),
    path("jobs/<importing>/cancellation", imports.cancellation, name="cancellation"),
    path("jobs/<importing>/undoing", imports.undoing, name="undoing"),
    path("jobs/<importing>/new-try", imports.new_try, name="new_try"),
    path("files/<importfile>/lines", imports.lines, name="lines"),
    path("files/<importfile>/set-aside", imports.set_aside, name="set_aside"),
    path("reveal", reveal.show, name="reveal"),
    path("own-addresses/<ownaddress>", reveal.own_address, name="own_address"),
    path("account/", include("mensch.account_urls")),
    path("in/<str:link>", ways_in.way_in, name="way_in"),
    path("yours", yours.show, name="yours"),
    path("yours/export", yours.export, name="export"),
    path("yours/deletion", yours.deletion, name="deletion"),
    path("settings", settings.settings, name="settings"),
    path("settings/address", settings.address, name="first_address"),
    path("settings/invitations", invitations.invitations, name="invitations"),
    path("settings/invitations/<str:invite>/end", invitations.withdraw, name="invitation_end"),
    path("invite/<str:door>", invitations.invitation, name="invitation"),
]
