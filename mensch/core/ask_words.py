"""How an ask could be asked better: a question where it is vague, and a kind word where it reads like an advert."""

from __future__ import annotations

import re
from collections.abc import Mapping

from mensch.core.asks import Side
from mensch.core.matching.asks import Ask
from mensch.core.matching.cues import either
from mensch.core.matching.folding import fold, tokens
from mensch.core.matching.kinds import Kind
from mensch.core.matching.language import READ, small_words
from mensch.core.matching.stopwords import STOP
from mensch.core.reasons import Code, Reason, because

# What is said of goods for sale, whoever says it.
_ADVERT = either(
    r"""
    https?://  \bwww\.  \d\s?%\s?(?:off|discount|rabatt|reduc|dto|sconto|desconto|znizk|korting)
    \b(?:buy|order|call|book|subscribe|sign up|contact us|visit us) (?:now|today)\b  \bvisit our (?:website|shop|site)\b
    \bspecial offer\b  \blimited time\b  \bfree trial\b  \bbest price  \bbook a demo\b  \bmoney.back\b
    \bjetzt (?:kaufen|bestellen|buchen)\b  \bsonderangebot  \bbeste[nr]? preis  \bunverbindlich anfragen
    \b(?:achetez|commandez|reservez) (?:maintenant|vite|des)  \boffre speciale\b  \bmeilleurs? prix
    \b(?:compre|reserve|llame) (?:ya|ahora|hoy)\b  \boferta especial\b  \bmejor precio
    \b(?:acquista|prenota|ordina) (?:ora|subito)\b  \bofferta speciale\b  \bmiglior prezzo
    \b(?:compre|ligue|encomende) (?:ja|agora)\b  \bmelhor preco
    \b(?:kup|zamow|zadzwon) (?:teraz|juz|dzis)\b  \bnajlepsza cena
    \b(?:koop|bestel|boek) nu\b  \bspeciale aanbieding  \bbeste prijs
    """
)
# What the one who writes does for others: an advert where nobody is looked for.
_SELLING = either(
    r"""
    \bwe (?:offer|provide|deliver|sell|specialis|specializ)  \bour (?:services?|products?|solutions?|range)\b
    \bi (?:offer|provide|sell)\b  \bleading (?:provider|supplier|firm)  \bhigh.quality\b  \baward.winning
    \bwir (?:bieten|verkaufen|liefern)\b  \bich (?:biete|verkaufe)\b  \bunsere (?:leistungen|produkte|losungen)
    \bnous (?:offrons|proposons|vendons)\b  \bnos (?:services|produits|solutions)\b  \bje (?:propose|vends)\b
    \b(?:ofrecemos|ofrezco|vendemos|vendo)\b  \bnuestros (?:servicios|productos)
    \b(?:offriamo|offro|vendiamo|proponiamo)\b  \bi nostri (?:servizi|prodotti)
    \b(?:oferecemos|ofereco)\b  \bnossos (?:servicos|produtos)
    \b(?:oferujemy|oferuje|sprzedajemy|sprzedaje)\b  \bnasze (?:uslugi|produkty)
    \b(?:wij|we) (?:bieden|verkopen|leveren)\b  \bonze (?:diensten|producten)
    """
)
_WHOM = either(
    r"""
    \blook(?:s|ing)? for\b  \bseek(?:s|ing)?\b  \bneeds?\b  \bwants?\b  \bmeet\b  \bintro(?:duc)?  \bwho\b  \bsomeone
    \bsuch(?:e|en|t)\b  \bbrauch  \bcherch  \bbesoin  \bbusc  \bnecesit  \bcerc(?:o|a|hiamo)\b  \bprocur  \bprecis
    \bszuka  \bpotrzeb  \bzoek  \bnodig
    """
)
# Words that fit any ask, and so name no topic.
_ANY = """
    client customer people person contact partner help business work opportunity opportunitie investor investment money
    capital fund funding speaker talk volunteer advice mentor supplier company firm owner new good nice more network
    networking introduction intro someone somebody anyone anybody thing anything job role sale growth great local
    interesting many any some other right
    kunde kunden leute hilfe kontakt kontakte geschaft firma neue neuen
    client nouveaux gens aide entreprise cliente clientes gente ayuda contactos empresa nuevos
    clienti persone aiuto contatti azienda nuovi pessoas ajuda contatos novos
    klient klienci klientow ludzi pomoc firmy nowych klant klanten mensen hulp bedrijf nieuwe
"""
_EMPTY = frozenset(_ANY.split())
_ASKS: Mapping[Kind, Code] = {
    Kind.SPEAKER: Code.ASK_ON_WHAT,
    Kind.ADVICE: Code.ASK_ADVICE_ON_WHAT,
    Kind.FUND: Code.ASK_HOW_MUCH,
    Kind.VOLUNTEER: Code.ASK_DO_WHAT,
    Kind.HIRE: Code.ASK_DO_WHAT,
    Kind.SUPPLIER: Code.ASK_DO_WHAT,
    Kind.WORK: Code.ASK_DO_WHAT,
}


def advert(words: str, side: Side) -> Reason | None:
    """What to ask whoever wrote an advert, else None. On the side of giving, what one does for others is no advert."""
    folded = " ".join(map(fold, words.split()))
    shouts = (len(words) > 20 and words.isupper()) or words.count("!") > 2
    sells = side is Side.LOOKING and _SELLING.search(folded) and not _WHOM.search(folded)
    if not (shouts or sells or _ADVERT.search(folded)):
        return None
    return because(Code.ASK_ADVERT if side is Side.LOOKING else Code.ASK_ADVERT_GIVING)


def sharpen(read: Ask, side: Side, town: str = "") -> Reason | None:
    """The one question that would make a vague ask easier to help; None where it is plain."""
    plain = bool(_topics(read))
    if side is Side.GIVING:
        return None if plain else because(Code.ASK_GIVE_WHAT)
    if read.kind is Kind.FUND and not re.search(r"\d", read.kept):
        return because(Code.ASK_HOW_MUCH)
    if not plain:
        return because(_ASKS.get(read.kind, Code.ASK_WHICH_FIRM))
    if read.on_site and not (town or read.place):
        return because(Code.ASK_WHICH_TOWN)
    return None


def _topics(read: Ask) -> set[str]:
    """The words of the ask that say what it is about: neither its town, nor words that fit any ask."""
    town = {token.folded for token in tokens(read.place.name)} if read.place else set()
    told = [token for token in tokens(read.wanted) if len(token.folded) > 2 and not token.folded.isdigit()]
    small = STOP | (small_words(read.language) if read.language in READ else frozenset())
    return {one.folded for one in told if one.folded.removesuffix("s") not in _EMPTY} - small - town - _EMPTY
