"""A table of people from anywhere: guesses what its columns hold by their names, and says where it is unsure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mensch.core.records import Item
from mensch.formats.books import birthday_order, by_slots, people, read_rows
from mensch.formats.outlook import SLOTS as OUTLOOK
from mensch.formats.persons import Maker, Slot, slots_of
from mensch.formats.table import Table, column_name, fit_of
from mensch.formats.thunderbird import SLOTS as THUNDERBIRD

_NAMES = """
full: full name|fullname|person|complete name|vollstandiger name|vor und nachname|name vorname|nom complet
full: nombre completo
full: nome completo|nome e cognome|volledige naam|imie i nazwisko|display name|contact name|nom et prenom|contact
given: given name|firstname|first|forename|rufname|nom de pila|nombre de pila|roepnaam
additional: additional name|middlename
family: family name|lastname|last|surname|familienname|zuname|nom de famille|apellido|primer apellido|familienaam
family: naam achternaam
prefix: prefix|name prefix|salutation|honorific
suffix: name suffix
nickname: nick name|alias
email: email|mail|email address|e mail 1|email 1|e mail 1 value|mail adresse|emailadresse|courriel|email adresse|correo
email: correo electronico|posta elettronica|indirizzo email|indirizzo e mail|e mailadres|emailadres|poczta
email: adres email|email primary
email: email 2|e mail 2|second email|secondary email|alternate email|other email
email,work: work email|business email|e mail geschaftlich|email professionnel|email work
email,home: home email|private email|personal email|e mail privat|email personnel|email home|email personal
phone: phone|telephone|telefon|phone number|telephone number|tel|telefonnummer|rufnummer|numero de telephone
phone: telefono|phone 1
phone: numero di telefono|numero de telefono|telefoon|telefoonnummer|telefone|numer telefonu|phone 1 value|phone 2
phone,mobile: mobile|cell|cell phone|cellphone|mobile number|handy|handynummer|mobil|mobilnummer|portable|movil
phone,mobile: cellulare
phone,mobile: mobiel|mobiele nummer|telemovel|komorka|gsm|natel|whatsapp
phone,work: work phone|office phone|telefon arbeit|telefon buro|office
phone,home: home|private phone|telefon zuhause
phone,fax: fax|fax number|faxnummer|telefax
org: organization|organisation|company name|employer|business|unternehmen|arbeitgeber|betrieb|entreprise|compania
org: empresa
org: azienda|ditta|organisatie|werkgever|organizacja|organization name|business name|organization 1 name
title: job|role|occupation|jobtitle|berufsbezeichnung|funktion|rolle|beruf|poste|metier|profession|ruolo|qualifica
title: beroep|rol
title: organization title|organization 1 title|trade|profesion|zawod
department: division|bereich
url: website|url|web|homepage|home page|webseite|internet|site web|sitio web|sito web|strona www
url,LinkedIn: linkedin|linkedin url|linkedin profile|linkedin profile url|linkedin link
birthday: birth date|birthdate|date of birth|dob|geburtsdatum|date de naissance|fecha de nacimiento|data di nascita
birthday: geboortedatum
birthday: data urodzenia|bday
note: comment|comments|note|remarks|description|bemerkung|bemerkungen|anmerkung|anmerkungen|kommentar|notiz|remarque
note: commentaire
note: comentarios|observaciones|commento|opmerking|opmerkingen|uwagi
label: tags|tag|group|groups|labels|category|gruppe|gruppen|etiquetas|groupe|etiquette|gruppo|groep|grupa
label: group membership
street: street|address|street address|address line 1|strasse|anschrift|adresse|rue|direccion|indirizzo|straat|adres
street: ulica|calle|rua
extended: address 2|address line 2|adresszusatz
city: city|town|ort|stadt|wohnort|ville|ciudad|citta|plaats|stad|woonplaats|cidade|miasto|miejscowosc|localita
region: state|province|region|bundesland|kanton|provincia|provincie|estado|wojewodztwo
postcode: zip|zip code|zipcode|postal code|postcode|plz|postleitzahl|code postal|codigo postal|cap|cep|kod pocztowy
country: country|land|pays|pais|paese|kraj
"""
SLOTS = THUNDERBIRD | OUTLOOK | slots_of(_NAMES)
# What could be the whole name or one part, depending on its company.
_WHOLE_OR_FAMILY = {"name", "nom", "nome", "nombre", "naam", "nazwisko"}
_NEVER = {"year", "month", "day"}


class Mapping(NamedTuple):
    """What each column of a table holds, None for what we do not read. `unsure` names columns a person should
    confirm.
    """

    header: tuple[str, ...]
    slots: tuple[Slot | None, ...]
    unsure: tuple[str, ...] = ()


def known(name: str) -> bool:
    slot = SLOTS.get(name)
    return name in _WHOLE_OR_FAMILY or (slot is not None and slot.what not in _NEVER)


fit = fit_of(known, known)


def propose(header: Sequence[str]) -> Mapping:
    """What the columns hold, as far as their names say. Unsure: two columns for one thing, a name that may be a
    part, and columns among which the name may be.
    """
    names = [column_name(h) for h in header]
    slots = [_slot(name, names) for name in names]
    single = {"full", "given", "family", "birthday", "title", "org"}
    whats = [slot.what if slot else "" for slot in slots]
    doubtful = [
        header[i]
        for i, what in enumerate(whats)
        if (what in single and whats.count(what) > 1) or (names[i] in _WHOLE_OR_FAMILY and what == "given")
    ]
    if not {"full", "given", "family", "nickname"} & set(whats):  # a column nobody knows may be the name
        doubtful += [h for h, slot in zip(header, slots, strict=True) if slot is None and h]
    someone = {"given", "email", "phone", "birthday"} & set(whats)
    if not someone:
        doubtful = list(header)
    return Mapping(tuple(header), tuple(slots), tuple(doubtful))


def read(data: bytes, mapping: Mapping | None = None, *, region: str | None = None) -> Iterator[Item]:
    """Records with source 'csv' by `mapping`, or by what `propose` makes of the header that is found."""

    def made(table: Table) -> Iterator[Item]:
        chosen = mapping or propose(table.header)
        by_name = dict(zip(chosen.header, chosen.slots, strict=True))
        slots = [by_name.get(h) for h in table.header]
        return people(table, Maker("csv", region, birthday_order(table, slots)), by_slots(table, slots))

    if mapping is None:
        return read_rows(data, fit, known, made)
    mapped = {column_name(h) for h, slot in zip(mapping.header, mapping.slots, strict=True) if slot}
    wanted = tuple(column_name(h) for h in mapping.header)
    return read_rows(data, lambda names: len(wanted) if _trimmed(names) == wanted else 0, mapped.__contains__, made)


def _trimmed(names: Sequence[str]) -> tuple[str, ...]:
    """Without the nameless columns at the end, as a table's header is."""
    width = max((i for i, name in enumerate(names, 1) if name), default=0)
    return tuple(names[:width])


def _slot(name: str, names: Sequence[str]) -> Slot | None:
    if name in _WHOLE_OR_FAMILY:
        others = {SLOTS[n].what for n in names if n in SLOTS and n not in _WHOLE_OR_FAMILY}
        if "family" in others and "given" not in others:
            return Slot("given")
        return Slot("family" if "given" in others and "family" not in others else "full")
    slot = SLOTS.get(name)
    return None if slot is None or slot.what in _NEVER else slot
