"""Small words of citations, by language: and, editor, translator, volume, page, edition, months."""

from __future__ import annotations

AND = {
    "en": (" and ", ", and ", " & ", ", & ", " and "),
    "de": (" und ", " und ", " & ", "; ", "/"),
    "fr": (" et ", " et ", " & ", ", et "),
    "es": (" y ", " y ", " & ", " e "),
    "it": (" e ", " e ", " & ", " - "),
    "pt": (" e ", " e ", " & ", "; "),
    "nl": (" en ", " en ", " & "),
}
IN = {
    "en": ("In ", "in ", "In: ", "in: ", "In ", "in "),
    "de": ("in: ", "In: ", "in ", "In ", "In: ", "in:"),
    "fr": ("dans ", "in ", "in: ", "In ", "dans: "),
    "es": ("en ", "En ", "en: ", "En: ", "in "),
    "it": ("in ", "In ", "in: ", "in ", "In: "),
    "pt": ("in ", "In: ", "in: ", "em ", "In "),
    "nl": ("in: ", "In: ", "in ", "In "),
}
EDITORS = {
    "en": (("ed.", "Ed.", "ed.", "editor"), ("eds.", "Eds.", "eds", "editors", "ed.")),
    "de": (("Hrsg.", "Hg.", "Hg", "hrsg.", "Ed."), ("Hrsg.", "Hgg.", "Hg.", "Hrsg", "Hrsgg.")),
    "fr": (("éd.", "dir.", "sous la dir. de", "ed."), ("éds", "dir.", "éds.", "dirs.", "éd.")),
    "es": (("ed.", "coord.", "dir.", "ed"), ("eds.", "coords.", "dirs.", "eds", "comps.")),
    "it": (("a cura di", "ed.", "cur.", "a c. di"), ("a cura di", "edd.", "eds.", "a c. di")),
    "pt": (("org.", "coord.", "ed.", "Org."), ("orgs.", "coords.", "eds.", "Orgs.", "org.")),
    "nl": (("red.", "ed.", "red"), ("red.", "eds.", "ed.")),
}
EDITED_BY = {
    "en": ("ed.", "edited by", "ed. by", "eds", "eds.", "Ed.", "Edited by", "Ed. by"),
    "de": ("hrsg. von", "hg. von", "Hrsg. von", "hg. v.", "hrsg. v.", "herausgegeben von", "ed."),
    "fr": ("sous la direction de", "éd.", "sous la dir. de", "dir.", "édité par", "éd. par", "publ. par"),
    "es": ("ed.", "ed. de", "edición de", "coord.", "editado por", "dir."),
    "it": ("a cura di", "a c. di", "ed.", "a cura di", "cur."),
    "pt": ("org.", "ed. de", "organização de", "coord.", "org. por"),
    "nl": ("red.", "onder redactie van", "ed.", "uitgegeven door", "bezorgd door"),
}
BY_TRANSLATOR = {
    "en": ("trans.", "translated by", "trans. by", "Trans.", "Translated by", "tr.", "transl.", "Tr. by", "transl. by"),
    "de": ("übers. von", "aus dem Englischen von", "übersetzt von", "Übers.", "übers. v.", "dt. von", "übertragen von"),
    "fr": ("trad.", "traduit par", "trad. par", "trad. de l'anglais par", "traduction de", "trad. fr."),
    "es": ("trad.", "trad. de", "traducción de", "traducido por"),
    "it": ("trad. di", "trad. it. di", "trad. it.", "traduzione di", "tradotto da"),
    "pt": ("trad.", "trad. de", "tradução de", "traduzido por"),
    "nl": ("vert.", "vertaald door", "vert. door"),
}
VOLUME = {
    "en": ("vol.", "Vol.", "vol", "v.", "Volume", "vol."),
    "de": ("Bd.", "Band", "Jg.", "Bd.", "Jahrgang"),
    "fr": ("vol.", "t.", "tome", "vol.", "T."),
    "es": ("vol.", "t.", "tomo", "v.", "año"),
    "it": ("vol.", "t.", "anno", "vol.", "a.", "v."),
    "pt": ("vol.", "v.", "tomo", "t.", "ano"),
    "nl": ("dl.", "jg.", "deel", "vol.", "jrg."),
}
ISSUE = {
    "en": ("no.", "no", "No.", "issue", "nr.", "Issue", "number", "no."),
    "de": ("Heft", "H.", "Nr.", "H.", "Nr."),
    "fr": ("n°", "no", "n° ", "nº", "n.", "fasc.", "numéro"),
    "es": ("n.º", "núm.", "nº", "n°", "no.", "núm."),
    "it": ("n.", "fasc.", "n. ", "nr.", "n°", "nn."),
    "pt": ("n.º", "nº", "n.", "no.", "n.º"),
    "nl": ("nr.", "afl.", "no.", "nr."),
}
PAGE = {
    "en": (("pp.", "pp", "pages", "p.", "pp."), ("p.", "p", "p.")),
    "de": (("S.", "S.", "Seiten", "S", "S."), ("S.", "S.")),
    "fr": (("p.", "pp.", "p.", "p"), ("p.",)),
    "es": (("pp.", "págs.", "p.", "pp"), ("p.", "pág.")),
    "it": (("pp.", "pp. ", "p.", "pagg."), ("p.", "pag.")),
    "pt": (("pp.", "p.", "págs.", "p."), ("p.",)),
    "nl": (("p.", "blz.", "pp.", "p."), ("p.", "blz.")),
}
AT = {
    "en": ("at", "esp.", "here", "at", "especially", "at p."),
    "de": ("hier", "hier S.", "bes. S.", "hier:", "insb. S."),
    "fr": ("ici", "ici p.", "notamment p.", "spéc. p.", "surtout p."),
    "es": ("aquí", "esp. p.", "en p."),
    "it": ("qui", "in part. p.", "qui p.", "a p."),
    "pt": ("aqui", "esp. p.", "na p."),
    "nl": ("hier", "aldaar", "m.n. p."),
}
EDITION = {
    "en": ("{o} ed.", "{o} edn", "rev. ed.", "{o} edition", "Revised edition", "{o} edn.", "2nd rev. ed.", "new edition", "reprint", "repr."),
    "de": ("{n}. Aufl.", "{n}. Auflage", "{n}., überarb. Aufl.", "{n}. verb. Aufl.", "Neuausgabe", "Nachdruck", "{n}.Aufl."),
    "fr": ("{n}e éd.", "{n}e édition", "nouvelle édition", "éd. revue", "rééd.", "réimpr."),
    "es": ("{n}ª ed.", "{n}.ª ed.", "{n}a. ed.", "ed. revisada", "reimpr."),
    "it": ("{n}a ed.", "{n}ª ed.", "nuova edizione", "{n} ed.", "rist. anast.", "ristampa", "seconda edizione"),
    "pt": ("{n}ª ed.", "{n}. ed.", "{n}.ª ed.", "2ª edição", "reimpr."),
    "nl": ("{n}e dr.", "{n}de druk", "{n}e druk", "herziene druk"),
}
VOLUMES = {
    "en": ("{} vols", "{} vols.", "{} volumes", "{} vol."),
    "de": ("{} Bde.", "{} Bände", "{} Bde", "Bde. 1-{}"),
    "fr": ("{} vol.", "{} tomes", "{} t.", "{} volumes"),
    "es": ("{} vols.", "{} tomos", "{} vols"),
    "it": ("{} voll.", "{} vol.", "{} tomi", "voll. {}"),
    "pt": ("{} vols.", "{} v.", "{} tomos"),
    "nl": ("{} dln.", "{} delen", "{} dln"),
}
MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split(),
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".split(),
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),
}
SEASONS = {
    "en": ("Spring", "Autumn", "Winter", "Summer", "Fall"),
    "de": ("Frühjahr", "Herbst", "Winter", "Sommer"),
    "fr": ("printemps", "automne", "hiver", "été"),
    "es": ("primavera", "otoño", "invierno", "verano"),
    "it": ("primavera", "autunno", "inverno", "estate"),
    "pt": ("primavera", "outono", "inverno", "verão"),
    "nl": ("voorjaar", "herfst", "winter", "zomer"),
}
UNDATED = {
    "en": ("n.d.", "n. d.", "no date"),
    "de": ("o.J.", "o. J.", "s.a."),
    "fr": ("s.d.", "s. d."),
    "es": ("s.f.", "s.a.", "s. f."),
    "it": ("s.d.", "s.a.", "s. d."),
    "pt": ("s.d.", "s/d", "[s.d.]"),
    "nl": ("z.j.", "s.d.", "z. j."),
}
FORTHCOMING = {
    "en": ("forthcoming", "in press", "to appear", "Forthcoming", "submitted"),
    "de": ("im Erscheinen", "im Druck", "erscheint demnächst", "i. E."),
    "fr": ("à paraître", "sous presse"),
    "es": ("en prensa", "en preparación"),
    "it": ("in corso di stampa", "in stampa"),
    "pt": ("no prelo",),
    "nl": ("ter perse", "te verschijnen"),
}
ACCESSED = {
    "en": {"date": ("accessed", "Accessed", "retrieved", "Retrieved on", "last accessed", "", "visited"), "from": ("Available at", "Retrieved from", "available at:", "URL:", "Available from:", "online at")},
    "de": {"date": ("abgerufen am", "Zugriff am", "letzter Zugriff:", "Stand:", "zuletzt abgerufen am", "[", ""), "from": ("URL:", "Online:", "verfügbar unter", "Online unter:")},
    "fr": {"date": ("consulté le", "page consultée le", "dernier accès le", "consulté en"), "from": ("URL :", "en ligne :", "disponible sur", "Disponible à l'adresse")},
    "es": {"date": ("consultado el", "fecha de consulta:", "acceso", "última consulta:"), "from": ("Disponible en", "disponible en:", "URL:", "en línea:")},
    "it": {"date": ("consultato il", "ultimo accesso:", "ultimo accesso", "visitato il"), "from": ("URL:", "disponibile su", "in rete:", "disponibile all'indirizzo")},
    "pt": {"date": ("acesso em", "Acesso em:", "consultado em", "acedido em"), "from": ("Disponível em:", "disponível em", "URL:")},
    "nl": {"date": ("geraadpleegd op", "geraadpleegd", "laatst bezocht op"), "from": ("URL:", "beschikbaar op", "online:")},
}
HERE = {"en": "ibid.", "de": "ebd.", "fr": "ibid.", "es": "ibíd.", "it": "ibidem", "pt": "ibid.", "nl": "ibid."}
INTERVIEW = {
    "en": ("interview with", "Interview with", "interviewed by", "personal interview with"),
    "de": ("Interview mit", "Gespräch mit", "im Gespräch mit"),
    "fr": ("entretien avec", "Entretien avec"),
    "es": ("entrevista con", "entrevista a"),
    "it": ("intervista a", "colloquio con"),
    "pt": ("entrevista com", "entrevista a"),
    "nl": ("interview met", "gesprek met"),
}
LETTER = {
    "en": ("letter to", "to", "Letter to"),
    "de": ("Brief an", "an", "Schreiben an"),
    "fr": ("lettre à", "à"),
    "es": ("carta a", "a"),
    "it": ("lettera a", "a"),
    "pt": ("carta a", "a"),
    "nl": ("brief aan", "aan"),
}
REVIEWED = {"en": "review of", "de": "Rez. zu", "fr": "compte rendu de", "es": "reseña de", "it": "recensione a", "pt": "resenha de", "nl": "recensie van"}
