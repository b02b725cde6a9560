"""Words that say nothing of what is asked for: small words of the eight languages, and the words of asking."""

from __future__ import annotations

from mensch.core.matching.language import READ, small_words

_ASKING = (
    "looking look looks seek seeking seeks search searching need needs needed want wants wanted wish hope hoping "
    "help helps helping please someone somebody anyone anybody person people know knows knew known introduce "
    "introduction introductions intro intros connect recommend recommended recommendation suggestion find get got "
    "getting good great best nice reliable trusted experienced really actually like would should could may might "
    "must will shall there here where when which whose whom why that those these some any all more most much many "
    "new one two three also just only very too so than then if as up out over after before while during between "
    "through into onto off down again you your yours they them she he him had been being was were does did done "
    "doing am ive im id dont us let lets make makes made take takes give gives come comes go goes going put use "
    "used using able ideally preferably soon urgently urgent asap within since until per each every other another "
    "such own same both few least less via whoever something anything thing things lot lots bit way ways kind "
    "sort maybe perhaps who'd whod who's whos company companies firm firms business businesses work works working "
    "time year years month months week weeks day days hour hours today tomorrow monday tuesday wednesday thursday "
    "friday saturday sunday january february march april june july august september october november december "
    "small little big large first next last now yet still cherchons recherchons recommander besoin suchen jemand "
    "empfehlen gute guten guter busco recomendar cerco serve szukam poleci dobry dobrego zoek goede iemand "
    "procuro indicar bom boa gut bon bonne buen bueno buona buono "
)
STOP: frozenset[str] = frozenset(_ASKING.replace("'", "").split()).union(*(small_words(one) for one in READ)) - {
    "van",
    "son",
    "die",
    "man",
}
