"""The words that give away what kind of ask it is. Folded text, patterns without repetition inside repetition."""

from __future__ import annotations

import re

from mensch.core.matching.folding import fold
from mensch.core.matching.kinds import Kind

# Alternatives stand on lines of their own, or two blanks apart. The first kind that is found decides.
_CUES: tuple[tuple[Kind, str], ...] = (
    (
        Kind.PARTNER,
        r"""
        referral partner  power partner  \brefer(?:s|red)? (?:clients|people|me|us|work)
        sends? (?:you|me|us) (?:clients|work|business)  be recommended by  recommended by those
        who meets? \w+ (?:early|first|before)  professionals who  have coffee with  team up  cross.?refer
        empfehlungspartner  partenaires? (?:de recommandation|prescripteur)  prescripteurs?  joint venture
        partner with  partners? (?:who|that)  who (?:else )?(?:serves?|works? with) the same
        """,
    ),
    (
        Kind.PUBLISHER,
        r"""
        podcasts? (?:that|who|which|for me|looking|about)  be a guest  guest (?:post|article|slot|column)
        publish  place an article  write for (?:a|your)  a stage (?:for me|where)  cover our  media coverage
        tell (?:our|my) story  get (?:us|me) (?:into|in) the (?:press|paper|news)
        interviews? (?:owners|founders|people)  journalist  reporter  speaking (?:slot|engagement|gig)s?
        invite me  book publisher  redaktion  journaliste
        """,
    ),
    (
        Kind.SPEAKER,
        r"""
        \bspeakers?\b  keynote  \bpanell?ists?\b  \bpanel\b
        (?:^|\b(?:a|give|short|lunch|evening) )talks? (?:for|about|on|to)  someone to (?:speak|talk)
        lecture(?:r)? (?:on|about|for)  after.dinner  moderator  host for  redner  referent  vortrag
        conferencier  orateur  intervenant  ponente  conferenciante  oradora?  relatore  palestrante
        prelegent  spreker
        """,
    ),
    (
        Kind.FUND,
        r"""
        (?:need|want|raise|borrow|looking for) [£€$]? ?\d[\d.,]*(?:000|k|m)\b  \bborrow\b  \bgrants?\b
        funding  \bfunders?\b  investors?\b  \binvest(?:ment)?\b  seed round  series a
        raise (?:\w+ )?(?:money|capital|a round)  crowdfund  sponsor  foundation  philanthrop  fordermittel
        foerder  subvention  financement  subvencion  inversor  finanziament  investidor  dotacj  inwestor
        subsidie  kapital  angel
        """,
    ),
    (
        Kind.BUYER,
        r"""
        \bstock (?:our|my|it|them|hand|this)  who'?d stock  would stock  stockists?  buy(?:er)?s? for
        who (?:would|might|could|wants? to) (?:buy|take)  wants? to sell  want to sell
        sell(?:ing)? (?:his|her|my|our|the|their)  successor  take over  take (?:it )?on (?:his|her|my|our)
        nachfolg  repreneur  reprise  sucesor  traspaso  subentr  nastepc  opvolger  distribut(?:or|ion)
        retailers?\b  list (?:our|my)  acquir  purchaser  abnehmer  acheteur  comprador  acquirente
        buyers?\b
        """,
    ),
    (
        Kind.CLIENT,
        r"""
        intro(?:duction)?s? to \w+.{0,40} (?:who|that|with|planning|about to)
        (?:owners?|companies|firms|people|families|couples|landlords|managers|teams|founders) (?:who|that)\b
        (?:owners?|companies|firms|people|families|couples|landlords|teams) (?:planning|about to|thinking|in need)
        new (?:clients|customers)  clients (?:who|for)  customers (?:who|for)  kunden  clients? potentiel
        clientes  clienti
        """,
    ),
    (
        Kind.ACCESS,
        r"""
        in front of  (?:someone|anyone|person|contact|anybody|somebody) (?:inside|at|in charge|in the)
        decision.?maker  who runs  who decides  a door (?:in)?to  way in(?:to)?\b  foot in  connection to
        reach (?:the )?(?:head|buyer|director|people)  \bintro(?:duction)?s? (?:to|at)\b
        head of .{2,30} (?:at|of)\b  superintendent  mayor
        """,
    ),
    (
        Kind.HIRE,
        r"""
        \bhir(?:e|ing)\b  recruit  full.?time  part.?time  vacanc  to join (?:us|our|the)  join our team
        we need an? \w+ (?:\w+ )?(?:manager|controller|director|engineer|developer|assistant|chef|nurse)\b
        employee  apprentice  \binterns?\b  internship  trainee  mitarbeiter  azubi  praktikant  embauch
        recrut  stagiaire  contratar  assum  pracowni  personeel  medewerker  candidate
        """,
    ),
    (
        Kind.WORK,
        r"""
        looking for (?:a )?(?:new )?(?:job|work|role|position)\b  my next (?:job|role)
        (?:daughter|son|nephew|niece|friend) (?:needs|wants|seeks|looks for) (?:a )?(?:job|work|placement)
        who is hiring  sucht (?:arbeit|eine stelle)  cherche un emploi  busca trabajo  cerca lavoro
        szuka pracy
        """,
    ),
    (
        Kind.VOLUNTEER,
        r"""
        volunteers?\b  ehrenamt  benevol  voluntari  wolontari  vrijwillig
        """,
    ),
    (
        Kind.ADVICE,
        r"""
        ^(?:how|should|what|why|is it|can (?:i|we)|do (?:i|we))\b  how (?:do|can|should|to)\b  advice
        mentor  has anyone  anyone (?:who )?(?:has )?(?:been|done|gone|tried)  second opinion
        experience (?:with|of|in)  wie (?:kann|mache)  comment (?:faire|puis)  como (?:puedo|hacer)
        come (?:posso|fare)  jak moge
        """,
    ),
)


def either(block: str) -> re.Pattern[str]:
    """One pattern of a block of alternatives, two blanks or a line apart."""
    return re.compile("|".join(filter(None, re.split(r"\s{2,}", block))), re.IGNORECASE)


_PATTERNS = tuple((kind, either(block)) for kind, block in _CUES)


def guess(text: str) -> Kind:
    """The kind the words of an ask point to; a supplier when none does."""
    folded = " ".join(map(fold, text.split()))
    return next((kind for kind, pattern in _PATTERNS if pattern.search(folded)), Kind.SUPPLIER)
