"""Given names that are one name: short forms, pet names and the same name in other languages, one family a line.

The first word of a line is its head. A word may stand in several (Alex, Sasha). Words are folded (core.people.fold).
Compiled by hand from common knowledge; sharing a line never joins anybody, it only keeps two names from contradicting.
"""

from __future__ import annotations

from collections import defaultdict

_LINES = """
abraham abe abram
adam adamo
adelaide adele adelheid heidi addie
agnes agnieszka aga ines
albert al bert alberto albrecht
alexander alex alec sasha sascha sacha alexandre alejandro alessandro aleksandr aleksander oleksandr sandro
alexander xander sandy olek sander
alexandra alex sasha sascha sandra alejandra alessandra aleksandra oleksandra sandy ola
alfred alfredo fred alf
alice alicia ali
amanda mandy
andrew andy drew andreas andres andre andrea andrei andrey andrzej andras anders andriy
angela angie angelika
ann anna anne annie anita anya ania hannah hanna nancy nan annika
anthony tony antonio anton antoni antoine toni ton
arthur art arturo artur
barbara barb babs basia bara varvara
bartholomew bart bartosz bartek
benjamin ben benny benji beniamino
bernard bernie bernd bernhard bernardo
bridget brigitte birgit britta brigitta
caroline carol carrie karoline carolina karolina lina
catherine kate katie kathy cathy katherine kathryn katharina katarina ekaterina katya kasia katarzyna caterina
catherine catalina kati katrin karin cat kitty kateryna
cecilia cecile silke cilla
charles charlie chuck carl karl carlos carlo karel karol chas
charlotte lotte lottie carlotta charlie
christian chris kristian cristian
christina chris tina christine christiane cristina kristina kirsten krystyna chrissie tine
christopher chris kit christoph christophe cristobal krzysztof kristof topher christoffer
clare clara claire klara chiara
claudia claudine klaudia
constance connie constanze konstanze
cynthia cindy
daniel dan danny daniele danilo daniil dani
daniela dani danielle
david dave davide dawid davy
deborah debbie deb debra
dennis denis denny
diana diane
dimitri dmitri dmitry dmitriy dima dimitris mitya dmytro
dominic dominik dom dominique domingo domenico
dorothy dorothea dot dottie dora
edmund ed eddie edmond
edward ed eddie ted ned eduardo eduard edoardo edvard
eleanor ellie nell nora lenore eleonora leonor
elizabeth liz lizzie beth betty eliza lisa elisabeth elsa else bess libby elisabetta elzbieta lisbeth sissi
elizabeth betsy lilibet elise liesl
emanuel manuel manny manu emmanuel immanuel
emily em emilia emilie
eric erik erich rick
eugene gene eugen eugenio evgeny yevgeny yevhen zhenya
eva eve evi ewa ava yeva
florian flo
frances fran francie francesca franziska francisca franzi frankie
francis frank fran franz francesco francisco paco pancho francois franciszek franck frankie ferenc frantisek
francis curro
frederick fred freddie fritz friedrich federico fryderyk frederic rick frederik
gabriel gabe gabriele gavriel
gabriele gabi gabriella gabriela
george georg jorge giorgio georges jurgen jerzy yuri yuriy juri jiri schorsch georgios gyorgy goran jordi
gerald gerry jerry gerhard gerd gerardo gert
gertrude trudy gerti
gregory greg gregor grzegorz gregorio grigory
helen helena helene elena nell lena olena ilona alena
henry harry hank heinrich henri enrique enrico heinz heiner hendrik henk henrik rik henning
herbert herb herbie
hubert hugh hubertus
ignatius ignacio nacho ignaz iggy
irene irina ira iryna
isaac izaak ike
isabel isabella isabelle bella izzy isa belle
jacob jake jakob jacobo jakub kuba jacques iacopo giacomo
jacqueline jackie
james jim jimmy jamie jaime diego santiago jacques seamus jem
jane janet joan jana joanna giovanna jeanne juana jenny hanna johanna ioana joana asia
jennifer jenny jen jenn
jeffrey jeff geoff geoffrey
jeremy jerry jeremias jeremiah
jessica jess jessie
john jack johnny jon jan johann johannes hans juan jean giovanni ivan ian sean johan vanya gianni joao jens
john hannes ioannis yannis janos jaan evan jonny ivano ioan
jonathan jon jonny nathan jonas
joseph joe joey josef sepp jose pepe giuseppe beppe josep jozef jupp osip pepito bepi seppi jef peppe yosef
joseph yusuf youssef
josephine josie jo josefine giuseppina
joshua josh
judith judy judit
julia julie giulia jule julka yulia
julius julio jules giulio
katarina kata kati
kenneth ken kenny
larry laurence lawrence lorenzo lorenz laurent laurenz lars laurie
leonard leo len lenny leonardo leonhard lennart
leopold leo poldi
lewis lou louis luis ludwig luigi luca ludovico lutz wickerl gigi lluis
louise lou luise luisa lulu
lucas luke luca lukas lukasz luc
lucy lucia lucie luzia
magdalena magda lena madeleine maddy leni madelaine
marcus mark marc marco marek markus mario marcel marcos
margaret maggie meg peggy greta marge margarete gretchen margarita rita margherita malgorzata gosia margot grete
margaret daisy madge marguerite
maria mary marie mia molly polly mitzi mariya masha maja mariam miriam maryam marija marysia manya mizzi
martha marthe marta
martin marty martino marcin martim
matthew matt matthias mateo matteo mateusz matthieu mattias mats matvey mathias
maurice moritz mauricio maurizio
max maximilian maxim maxime massimo maximiliano maks maksym
melanie mel
michael mike mick mikey michel miguel michele mikhail misha michal mihai mikael micha miki mihaly mykhailo
michael miquel
monica monika moni
nicholas nick nicky nicolas nikolaus klaus claus nicola niccolo nikolai kolya nico niels nils mikolaj nikos
nicholas miklos mykola niklas colin
nicole nicky nicola nikki
norbert bert norberto
oliver ollie olivier oliviero
oscar oskar ossi
pamela pam
patricia pat patty tricia patrizia patrycja trish
patrick pat paddy patrizio patricio patrik rick
paul pablo paolo pavel pawel paulo pal pavlo pau
paula pauline paola paulina
peter pete pedro pietro pierre piotr petr petrus pyotr petya piet per petter peer peder petros petro pere
philip phil philipp felipe filippo philippe pip filip lip
rachel rahel raquel rachele
raymond ray ramon raimund raimondo
rebecca becky becca rebekka
regina gina
richard rick dick rich ricky ricardo riccardo ryszard richie rico
robert bob rob bobby robbie bert roberto robin
roberta bobbie robbie
roger rodge ruggero rudiger
roland rolando orlando
ronald ron ronnie ronaldo
rosemary rose rosie rosa roza
rudolf rudi rudolph rolf rodolfo
samantha sam sammy
samuel sam sammy samuele
sarah sara sally sadie
sebastian seb bastian sebastien basti sebastiano
simon simone szymon semyon
sophie sophia sofia sofie zofia sonya sonia zosia
stanley stan stanislav stanislaw stas staszek
stephanie steph steffi stefanie stefania
stephen steve steven stephan stefan stefano esteban etienne steffen istvan stepan szczepan ste
susan sue susie suzanne susanne zuzanna suse susana susanna zuza suzy
theodore ted teddy theo fyodor teodoro theodor fedor
theresa terry tess teresa therese resi tessa
thomas tom tommy tomas tomasz tommaso tomek tamas
timothy tim timmy timo timoteo
tobias toby tobi tobiah
ulrich uli ulli udo
ursula ulla uschi urszula orsolya
valentin val valentino valentyn
veronica vera ronnie veronika nika weronika
victor vic vik viktor vittorio vitya
victoria vicky vic tori viktoria vittoria wiktoria
vincent vince vinnie vincenzo vicente enzo
virginia ginny ginger
vladimir vova volodya vlad volodymyr wladimir wlodek
walter walt wally gualtiero valter
wolfgang wolf wolfi
william bill will billy willy wilhelm guillermo guglielmo guillaume willem wim liam memo helmut vilhelm bil
"""


def _families() -> dict[str, frozenset[str]]:
    heads: dict[str, set[str]] = defaultdict(set)
    for line in _LINES.split("\n"):
        for word in line.split():
            heads[word].add(line.split()[0])
    return {word: frozenset(found) for word, found in heads.items()}


# Folded given name -> heads of the name families it belongs to.
FAMILIES = _families()

# Cyrillic and Greek letters as passports and address books commonly spell them (close to ICAO Doc 9303, part 3).
LETTERS = str.maketrans(
    dict(zip("абвгдеёзийклмнопрстуфыэіїєґў", "abvgdeeziyklmnoprstufyeiiegu", strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "ь": "", "ъ": ""}
    | dict(zip("αβγδεζηικλμνξοπρστυφως", "avgdeziiklmnxoprstyfos", strict=True))
    | {"θ": "th", "χ": "ch", "ψ": "ps"}
)
# Letters that some write out where others drop the mark: Müller is Muller and Mueller.
WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "ő": "oe", "ű": "ue"})
