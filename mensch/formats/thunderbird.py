"""Thunderbird's address book as CSV, in English (US and UK), German, French and Italian. Its header ends in a comma."""

from __future__ import annotations

from collections.abc import Iterator

from mensch.core.records import Item
from mensch.formats.books import by_slots, people, read_rows
from mensch.formats.persons import Maker, Slot, Value, slots_of
from mensch.formats.rows import Row
from mensch.formats.table import Table, fit_of

_TABLE = """
given: first name|vorname|prenom|nome
family: last name|nachname|nom de famille|cognome
full: display name|anzeigename|nom a afficher|nom affiche|nome visualizzato
nickname: nickname|spitzname|surnom|soprannome
email: primary email|primare e mail adresse|adresse electronique principale|email primaria
email: secondary email|sekundare e mail adresse|adresse electronique secondaire|email secondaria
handle,Screen name: screen name|messenger name|nom messagerie instantanee|nome instant messenger
phone,work: work phone|tel dienstlich|telephone professionnel|tel professionnel|telefono lavoro
phone,home: home phone|tel privat|telephone personnel|tel personnel|telefono casa
phone,fax: fax number|fax nummer|faxnummer|fax|numero de fax|numero fax
phone,pager: pager number|pager nummer|pager|numero cercapersone
phone,mobile: mobile number|mobil tel nr|mobiltelefon|portable|telephone portable|numero cellulare
street,home: home address|privat adresse|adresse privee|indirizzo di casa
extended,home: home address 2|home address2|privat adresse 2|indirizzo di casa 2
city,home: home city|privat ort|ville|citta di residenza
region,home: home state|home county|privat bundesland|provincia di residenza
postcode,home: home zipcode|home post code|privat plz|cap di residenza
country,home: home country|privat land|nazione di residenza
street,work: work address|dienstlich adresse|indirizzo di lavoro
extended,work: work address 2|work address2|dienstlich adresse 2|indirizzo di lavoro 2
city,work: work city|dienstlich ort|citta di lavoro
region,work: work state|work county|dienstlich bundesland|provincia di lavoro
postcode,work: work zipcode|work zip|work post code|dienstlich plz|cap di lavoro
country,work: work country|dienstlich land|nazione di lavoro
title: job title|arbeitstitel|fonction|qualifica
department: department|abteilung|service|reparto
org: organization|organisation|organizzazione|societe
url: web page 1|webseite 1|page web 1|pagina web 1
url: web page 2|webseite 2|page web 2|pagina web 2
year: birth year|geburtsjahr|annee de naissance|anno di nascita
month: birth month|geburtsmonat|mois de naissance|mese di nascita
day: birth day|geburtstag|jour de naissance|giorno di nascita
note: notes|notizen|note
note: custom 1|benutzerdefiniert 1|champ 1|personalizzato 1
note: custom 2|benutzerdefiniert 2|champ 2|personalizzato 2
note: custom 3|benutzerdefiniert 3|champ 3|personalizzato 3
note: custom 4|benutzerdefiniert 4|champ 4|personalizzato 4
"""


SLOTS = slots_of(_TABLE)
_OWN = {"primary email", "birth year", "primare e mail adresse", "email primaria", "adresse electronique principale"}
fit = fit_of(SLOTS.__contains__, _OWN.__contains__)


def known(name: str) -> bool:
    return name in SLOTS


def read(data: bytes, *, region: str | None = None) -> Iterator[Item]:
    """Records of a Thunderbird CSV; see the module."""
    return read_rows(data, fit, known, lambda table: _people(table, region))


def _people(table: Table, region: str | None) -> Iterator[Item]:
    cells = by_slots(table, [SLOTS.get(name) for name in table.names])

    def values(row: Row) -> Iterator[Value]:
        born: dict[str, str] = {}
        for value in cells(row):
            if value.slot.what in {"year", "month", "day"}:
                born[value.slot.what] = value.text
            else:
                yield value
        if text := _birthday(born):
            yield Value(Slot("birthday"), text, "Birth Day")

    return people(table, Maker("thunderbird", region), values)


def _birthday(born: dict[str, str]) -> str:
    """Year, month and day in three columns; a year alone is no birthday and '0' is none."""
    month, number = (born.get(part, "").lstrip("0") for part in ("month", "day"))
    year = born.get("year", "").lstrip("0")
    if not (month and number):
        return ""
    return f"{year}-{month:0>2}-{number:0>2}" if year else f"--{month:0>2}-{number:0>2}"
