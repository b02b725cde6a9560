"""Which language a sentence is in: votes of its small words, else its script and its letters."""

from __future__ import annotations

import re
from functools import cache

from mensch.core.matching.folding import tokens

READ = ("en", "de", "fr", "es", "it", "pt", "pl", "nl")
_SMALL = {
    "en": "the a an and or of to for in on at with who what how my our we i is are need looking can could someone "
    "anyone from that this have has not but by from about want wants please find does do me us their his her it be",
    "de": "der die das den dem des ein eine einen einem einer und oder fur mit von zu zum zur im am auf wer was wie "
    "mein meine unser unsere unseren wir ich ist sind sucht suche suchen gesucht kann konnte jemand jemanden der "
    "nicht kein keine aber bei uber aus kennt brauche brauchen braucht hat haben einem nach als ihr sie",
    "fr": "le la les un une des du de et ou pour avec qui que quoi comment mon ma mes notre nos nous je est sont "
    "cherche cherchons besoin quelqu'un quelqu'une connait peut sur dans en au aux pas mais par chez son sa ses il "
    "elle vous votre quelle quel cette ce une recherche trouver",
    "es": "el la los las un una unos de del y o para con quien que como mi mis nuestro nuestra nosotros yo es son "
    "busco buscamos busca necesito necesitamos necesita alguien conoce puede en al por no pero sin su sus una hay "
    "donde cual nuestras",
    "it": "il lo la i gli le un una uno di del della dei e o per con chi che come mio mia nostro nostra noi io sono "
    "cerco cerchiamo cerca qualcuno conosce puo in nel nella al alla da dal non ma su suo sua serve servono bisogno "
    "dove quale mi ci una",
    "pt": "o a os as um uma de do da dos das e ou para com quem que como meu minha nosso nossa nos eu sao procuro "
    "procuramos procura preciso precisamos precisa alguem conhece pode em no na ao por nao mas seu sua uma onde qual",
    "pl": "i w na z do od dla kto co jak moj moja nasz nasza nasze my ja jest sa szukam szukamy szuka potrzebuje "
    "potrzebujemy potrzebny potrzebna kogos ktos zna moze nie ale przez o u po za sie ktory ktora ktorzy pod przy "
    "jestem mamy",
    "nl": "de het een en of voor met van te tot in op wie wat hoe mijn onze ons wij we ik is zijn zoek zoeken zoekt "
    "gezocht kan iemand kent niet geen maar bij over uit nodig heb heeft naar als die dat er aan",
}
_SCRIPTS = (
    *(("ja", r"[\u3040-\u30ff]"), ("ko", r"[\uac00-\ud7a3]"), ("zh", r"[\u4e00-\u9fff]"), ("th", r"[\u0e00-\u0e7f]")),
    *(("uk", r"[іїєґІЇЄҐ]"), ("ru", r"[\u0400-\u04ff]"), ("el", r"[\u0370-\u03ff]"), ("ar", r"[\u0600-\u06ff]")),
    *(("he", r"[\u0590-\u05ff]"), ("hi", r"[\u0900-\u097f]")),
)
_MARKS = (
    *(("hu", r"[őű]|\b(?:keresek|keresünk|egy|és|ki|van|hogy|nekem|kell|szükségem|valaki|ismer)\b"),),
    *(("tr", r"[ğışİ]|\b(?:için|arıyorum|arıyoruz|bir|ve|lazım|kim)\b"),),
    *(
        ("cs", r"[ěřů]|\b(?:hledám|hledáme|kdo|potřebuji|pro)\b"),
        ("sv", r"\b(?:söker|och|någon|vi|jag|till|för|som)\b"),
    ),
    *(("ro", r"[ăâîșț]|\b(?:caut|căutăm|pentru|cine|și)\b"), ("da", r"\b(?:søger|og|nogen|jeg|til|vi)\b")),
    *(("fi", r"\b(?:etsin|etsimme|kuka|tarvitsen|tarvitsemme|joka|ja)\b"), ("vi", r"[ơưđạảấầẩậắằẵặẹẻẽếềểễệ]")),
)
_TELLING = (
    *(("de", "äöüß"), ("pl", "ąęłńśźżć"), ("pt", "ãõ"), ("es", "ñ¿¡"), ("fr", "çêèîœ"), ("it", "òì")),
    *(("fr", "é"),),
)


@cache
def small_words(language: str) -> frozenset[str]:
    """The small words of a language, folded."""
    return frozenset(word.replace("'", "") for word in _SMALL[language].split())


def votes(text: str) -> dict[str, int]:
    """How many words of the text are small words of each language that is read."""
    words = [token.folded for token in tokens(text)]
    return {language: sum(word in small_words(language) for word in words) for language in READ}


def detect(text: str) -> str:
    """An ISO 639 code; 'en' when nothing speaks against it, for a title is often bare nouns."""
    for language, pattern in _SCRIPTS:
        if re.search(pattern, text):
            return language
    counted = votes(text)
    best = max(READ, key=lambda one: (counted[one], one == "en"))
    if counted[best] >= 2 and counted[best] > counted["en"]:
        return best
    lowered = text.casefold()
    for language, pattern in _MARKS:
        if len(re.findall(pattern, lowered)) >= (1 if counted["en"] < 2 else 3):
            return language
    if counted["en"] >= 2:
        return "en"
    told = next((language for language, signs in _TELLING if any(sign in lowered for sign in signs)), "")
    return told or (best if counted[best] else "en")
