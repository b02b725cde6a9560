"""The pages of people: the list, one person and all that can be done there, and "I met someone"."""

from django.urls import path

from mensch.views import faces, met, paths, people, person, person_acts, person_facts

urlpatterns = [
    path("people", people.show, name="people"),
    path("faces", faces.show, name="faces"),
    path("faces/undo", faces.undoing, name="faces_undoing"),
    path("met", met.show, name="met"),
    path("met/likely", met.likely, name="met_likely"),
    path("met/<touch>/undo", met.undoing, name="met_undoing"),
    path("people/<person>", person.show, name="person"),
    path("people/<person>/edit", person.edit, name="person_edit"),
    path("people/<person>/edit/return", person.edit_return, name="person_edit_return"),
    path("people/<person>/corrections", person_facts.correction, name="corrections"),
    path("corrections/<correction>/withdrawal", person_facts.withdrawal, name="correction_withdrawal"),
    path("corrections/<correction>/return", person_facts.correction_return, name="correction_return"),
    path("people/<person>/addresses", person_facts.address, name="addresses"),
    path("addresses/<address>/end", person_facts.address_end, name="address_end"),
    path("addresses/<address>/return", person_facts.address_return, name="address_return"),
    path("addresses/<address>/removal", person_facts.address_removal, name="address_removal"),
    path("people/<person>/labels", person_facts.label, name="labels"),
    path("labels/<label>/removal", person_facts.label_removal, name="label_removal"),
    path("people/<person>/path", paths.show, name="path"),
    path("people/<person>/acquaintances", paths.acquaintance, name="acquaintances"),
    path("acquaintances/<acquaintance>/removal", paths.acquaintance_removal, name="acquaintance_removal"),
    path("people/<person>/touches", person_acts.touch, name="touches"),
    path("touches/<touch>/removal", person_acts.touch_removal, name="touch_removal"),
    path("people/<person>/touches/return", person_acts.touch_return, name="touch_return"),
    path("people/<person>/asks", person_acts.ask, name="asks"),
    path("people/<person>/promises", person_acts.promise, name="promises"),
    path("promises/<promise>/confirmation", person_acts.promise_confirmation, name="promise_confirmation"),
    path("promises/<promise>/removal", person_acts.promise_removal, name="promise_removal"),
    path("people/<person>/notes", person_acts.note, name="notes"),
    path("people/<person>/notes/return", person_acts.note_return, name="note_return"),
    path("notes/<note>", person.note, name="note"),
    path("notes/<note>/removal", person_acts.note_removal, name="note_removal"),
    path("people/<person>/rhythm", person_acts.rhythm, name="rhythm"),
    path("rhythms/<rhythm>/end", person_acts.rhythm_end, name="rhythm_end"),
]
