"""Word lists for telling names, firms and addresses apart. All words are folded as core.people.fold does.

Compiled by hand. A word missing here costs a question to the person, never a wrong join.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words(
    """
    mr mrs ms miss mx dr prof professor herr frau hr fr sir dame lord lady rev hon ing dipl mag mme mlle sra
    srta don dona dott doc docteur doktor
    """
)
DEGREES = _words(
    """
    phd mba msc bsc bcom md cpa esq llm llb dphil pmp cfa meng beng cissp mph dds rn edd jd
    """
)
GENERATIONS = {
    **dict.fromkeys(("jr", "jun", "junior"), "jr"),
    **dict.fromkeys(("sr", "sen", "senior"), "sr"),
    **dict.fromkeys(("ii", "2nd"), "ii"),
    **dict.fromkeys(("iii", "3rd"), "iii"),
    **dict.fromkeys(("iv", "4th"), "iv"),
}
PARTICLES = _words(
    """
    van von vom der den de del della dello di da das do dos du la le el al bin ibn bint ter ten te zu zum zur
    af av y e t
    """
)
# The last words of a firm that say only its legal form, or join two such.
LEGAL_FORMS = _words(
    """
    gmbh mbh ggmbh ag kg kgaa ohg gbr ug ev eg se inc incorporated corp corporation co company ltd limited llc
    llp lp plc pty pte sa sas sarl sasu snc spa srl srls sl slu sau bv nv vof cv ab as asa aps ivs oy oyj hb
    kb ou uab sia sro spzoo spk kft zrt nyrt bt doo dd ad ood eood ooo zao pao kk gk bhd sdn tbk pt ltda sac
    eirl sab sapi scs sca haftungsbeschrankt und et and cie
    """
)
# Local parts behind which a desk sits and no one person.
ROLES = _words(
    """
    info office sales contact kontakt kontor hello hallo hi mail email post team support help service admin
    administration webmaster postmaster hostmaster abuse noreply donotreply marketing press presse media pr
    jobs hr careers karriere bewerbung billing accounts accounting buchhaltung invoice rechnung verkauf
    vertrieb buero bureau ventas compras contacto contatto vendite commerciale accueil secretariat sekretariat
    reception rezeption empfang shop order orders bestellung booking reservations reservierung events news
    newsletter notifications notification welcome general enquiries inquiries biuro sklep kundenservice
    kundendienst feedback root mailer daemon studio praxis kanzlei
    """
)
# Hosts where everybody has a mailbox: sharing one says nothing about a firm.
MAILBOX_HOSTS = _words(
    """
    gmail.com googlemail.com yahoo.com yahoo.de yahoo.fr yahoo.co.uk ymail.com outlook.com outlook.de
    hotmail.com hotmail.de hotmail.fr hotmail.co.uk live.com msn.com icloud.com me.com mac.com aol.com gmx.de
    gmx.net gmx.at gmx.ch gmx.com web.de t-online.de freenet.de posteo.de mailbox.org proton.me protonmail.com
    pm.me fastmail.com zoho.com mail.com mail.ru yandex.ru yandex.com qq.com 163.com 126.com orange.fr
    wanadoo.fr free.fr laposte.net sfr.fr libero.it virgilio.it tiscali.it alice.it wp.pl onet.pl o2.pl
    interia.pl seznam.cz bluewin.ch aon.at comcast.net verizon.net att.net sbcglobal.net cox.net
    btinternet.com sky.com naver.com daum.net terra.com.br uol.com.br bol.com.br rediffmail.com ziggo.nl
    kpnmail.nl telenet.be skynet.be
    """
)
