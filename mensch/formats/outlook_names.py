"""Column names of Outlook's CSV export in English, German, French, Spanish, Italian, Dutch, Portuguese and Polish.

Lines are 'what,label: folded name
Lines are 'what,label: folded name'. Names that a language uses twice, or for two things, are settled in outlook.py.
"""

PEOPLE = """
prefix: title|anrede|civilite|tratamiento|titulo|titolo|titel|tytul
given: first name|vorname|prenom|nombre|nome|voornaam|primeiro nome|imie
additional: middle name|weitere vornamen|deuxieme prenom|segundo nombre|secondo nome|middelste naam|segundo nome
additional: nome do meio|drugie imie
family: last name|nachname|nom|apellidos|cognome|achternaam|sobrenome|apelido|ultimo nome|nazwisko
suffix: suffix|suffixe|sufijo|titolo straniero|achtervoegsel|sufixo|sufiks
nickname: nickname|spitzname|surnom|apodo|soprannome|bijnaam|pseudonim
phonetic: given yomi
phonetic: surname yomi
org: company|firma|societe|organizacion|empresa|societa|bedrijf|firma
department: department|abteilung|service|departamento|reparto|afdeling|dzial
title: job title|position|fonction|puesto|cargo|posizione|functie|stanowisko
note: notes|notizen|notas|note|notities|anotacoes|notatki
label: categories|kategorien|categorias|categorie|categorieen|categorien|kategorie
birthday: birthday|geburtstag|anniversaire|cumpleanos|compleanno|verjaardag|data de nascimento|aniversario natalicio
birthday: urodziny
url: web page|webseite|page web|pagina web|webpagina|pagina da web|strona sieci web|personal web page|webbplats
"""

MAIL = """
email: e mail address|e mail adresse|adresse de messagerie|adresse e mail|direccion de correo electronico
email: direccion de correo
email: e mail|indirizzo posta elettronica|indirizzo di posta elettronica|e mailadres|endereco de email
email: endereco de e mail
email: adres e mail|endereco de correio electronico|endereco de correio eletronico
email: e mail 2 address|e mail 2 adresse|adresse de messagerie 2|adresse e mail 2|direccion de correo electronico 2
email: indirizzo posta elettronica 2|e mailadres 2|endereco de email 2|endereco de e mail 2|adres e mail 2
email: endereco de correio electronico 2|endereco de correio eletronico 2|direccion del correo electronico 2
email: e mail 3 address|e mail 3 adresse|adresse de messagerie 3|adresse e mail 3|direccion de correo electronico 3
email: indirizzo posta elettronica 3|e mailadres 3|endereco de email 3|endereco de e mail 3|adres e mail 3
email: endereco de correio electronico 3|endereco de correio eletronico 3|direccion del correo electronico 3
handle,IM: imaddress|im address
"""

PHONES = """
phone,work: business phone|telefon geschaftlich|telephone bureau|telefono del trabajo|ufficio|telefoon op werk
phone,work: telefone comercial|telefon sluzbowy
phone,work: business phone 2|telefon geschaftlich 2|telephone 2 bureau|telefono del trabajo 2|ufficio 2
phone,work: telefoon op werk 2|telefone comercial 2
phone,work: telefon sluzbowy 2|telephone bureau 2|telefone emprego|telephone professionnel
phone,home: home phone|telefon privat|telephone domicile|particular|telefono particular|abitazione|telefoon thuis
phone,home: telefone residencial
phone,home: home phone 2|telefon privat 2|telephone 2 domicile|telefono particular 2|abitazione 2|telefoon thuis 2
phone,home: telefone residencial 2
phone,home: telefon domowy|telefon domowy 2|telefone casa|telephone domicile 2|numero de telefono particular 2
phone,mobile: mobile phone|mobiltelefon|tel mobile|telephone mobile|telefono movil|cellulare|mobiele telefoon
phone,mobile: telefone celular|telemovel
phone,mobile: telefon komorkowy|mobile phone 2|mobiltelefon 2|celular|telefone movel
phone,main: primary phone|haupttelefon|telephone principal|telefono principal|telefono principale|hoofdtelefoon
phone,main: telefone principal
phone,main: telefon podstawowy
phone,company: company main phone|telefon firma|telephone societe|numero de telefono principal de la organizacion
phone,company: telefono principale societa|hoofdtelefoon bedrijf|telefone principal da empresa
phone,company: glowny telefon do firmy|telefono principal de la compania
phone,car: car phone|autotelefon|telephone voiture|telefono del automovil|telefono auto|autotelefoon
phone,car: telefone do carro|telefon w samochodzie
phone,other: other phone|weiteres telefon|telephone autre|otro telefono|altro telefono|andere telefoon
phone,other: outro telefone|inny telefon
phone,fax: business fax|fax geschaftlich|telecopie bureau|fax del trabajo|fax uff|fax op werk|fax comercial
phone,fax: faks sluzbowy
phone,home fax: home fax|fax privat|telecopie domicile|fax particular|fax ab|fax thuis|fax residencial|faks domowy
phone,other fax: other fax|weiteres fax|telecopie autre|otro fax|altro fax|andere fax|outro fax|inny faks
phone,pager: pager|localizador|cercapersone|recepteur de radiomessagerie
phone,radio: radio phone|radiotelefon|radio telephone|radiotelefono|radiotelefoon
"""

WORK = """
street,work: business street|strasse geschaftlich|rue bureau|calle del trabajo|via uff|werkadres straat
street,work: rua do endereco comercial
street,work: rua comercial|adres sluzbowy ulica
extended,work: business street 2|strasse geschaftlich 2|rue bureau 2|calle del trabajo 2|via uff 2
extended,work: werkadres 2 straat|rua do endereco comercial 2
extended,work: business street 3|strasse geschaftlich 3|rue bureau 3|calle del trabajo 3|via uff 3
extended,work: werkadres 3 straat|rua do endereco comercial 3
extended,work: adres sluzbowy ulica 2|adres sluzbowy ulica 3
city,work: business city|ort geschaftlich|ville bureau|ciudad de trabajo|ciudad del trabajo|citta uff|werkadres plaats
city,work: cidade do endereco comercial|cidade comercial|adres sluzbowy miejscowosc
region,work: business state|bundesland kanton geschaftlich|dep region bureau|provincia o estado de trabajo
region,work: provincia uff|werkadres provincie
region,work: estado do endereco comercial|adres sluzbowy wojewodztwo|bundesland geschaftlich
postcode,work: business postal code|postleitzahl geschaftlich|code postal bureau|codigo postal del trabajo|cap uff
postcode,work: werkadres postcode
postcode,work: cep do endereco comercial|codigo postal do endereco comercial|adres sluzbowy kod pocztowy
country,work: business country region|business country|land region geschaftlich|pays region bureau|pays bureau
country,work: pais o region del trabajo
country,work: paese area geografica uff|land regio werk|pais regiao do endereco comercial|pais do endereco comercial
country,work: adres sluzbowy kraj region
"""

HOME = """
street,home: home street|strasse privat|rue domicile|calle del domicilio|calle particular|via ab|huisadres straat
street,home: rua do endereco residencial
street,home: endereco residencial|adres domowy ulica
extended,home: home street 2|strasse privat 2|rue domicile 2|calle del domicilio 2|via ab 2|huisadres straat 2
extended,home: rua do endereco residencial 2
extended,home: home street 3|strasse privat 3|rue domicile 3|calle del domicilio 3|via ab 3|huisadres straat 3
extended,home: rua do endereco residencial 3
extended,home: adres domowy ulica 2|adres domowy ulica 3|endereco residencial 2|endereco residencial 3
city,home: home city|ort privat|ville domicile|ciudad de residencia|ciudad particular|citta ab|huisadres plaats
city,home: cidade do endereco residencial
city,home: adres domowy miejscowosc
region,home: home state|bundesland kanton privat|bundesland privat|dep region domicile
region,home: provincia o estado de residencia|provincia ab
region,home: huisadres provincie|estado do endereco residencial|adres domowy wojewodztwo
postcode,home: home postal code|postleitzahl privat|code postal domicile|codigo postal de residencia|cap ab
postcode,home: huisadres postcode
postcode,home: cep do endereco residencial|codigo postal do endereco residencial|adres domowy kod pocztowy
country,home: home country region|home country|land region privat|pays region domicile|pays domicile
country,home: pais o region del domicilio
country,home: paese area geografica ab|land regio thuis|pais regiao do endereco residencial
country,home: pais do endereco residencial|adres domowy kraj region
"""

OTHER = """
street,other: other street|weitere strasse|rue autre|otra calle|altra via|ander adres straat|outra rua
street,other: inny adres ulica
city,other: other city|weiterer ort|ville autre|otra ciudad|altra citta|ander adres plaats|outra cidade
city,other: inny adres miejscowosc
region,other: other state|weiteres r bundesland kanton|dep region autre|otra provincia o estado|altra provincia
region,other: ander adres provincie
region,other: outro estado|inny adres wojewodztwo
postcode,other: other postal code|weitere postleitzahl|code postal autre|otro codigo postal|altro cap
postcode,other: ander adres postcode|outro cep
postcode,other: inny adres kod pocztowy
country,other: other country region|other country|weiteres e land region|pays region autre|pays autre
country,other: otro pais o region
country,other: altro paese area geografica|land regio anders|outro pais regiao|inny adres kraj region
"""
