"""Dates, ages and numbers of German, French and Spanish, as the tables of those languages tell them."""

from __future__ import annotations

from datetime import date

import pytest

from archive.facts import find_facts
from archive.model import FactKind

DAY = date(2022, 3, 17)  # a Thursday


@pytest.mark.parametrize(
    ("code", "text", "words", "value"),
    [
        ("de", "Letzte Woche war Markt.", "Letzte Woche", "2022-03-07/2022-03-13"),
        ("de", "Nächsten Montag ist Markt.", "Nächsten Montag", "2022-03-21"),
        ("de", "Am kommenden Donnerstag ist Markt.", "kommenden Donnerstag", "2022-03-24"),
        ("de", "Letzten Mai war Markt.", "Letzten Mai", "2021-05"),
        (
            "de",
            "Am kommenden Montag, dem 21. März 2022, ist Markt.",
            "kommenden Montag, dem 21. März 2022",
            "2022-03-21",
        ),
        ("fr", "La ferme ouvre lundi prochain.", "lundi prochain", "2022-03-21"),
        ("fr", "La ferme ouvre jeudi prochain.", "jeudi prochain", "2022-03-24"),
        ("fr", "La ferme a ouvert jeudi dernier.", "jeudi dernier", "2022-03-10"),
        ("fr", "La ferme a ouvert en mai dernier.", "mai dernier", "2021-05"),
        ("fr", "La ferme a ouvert lundi.", "lundi", "2022-03-14"),
        ("es", "La granja abre el próximo lunes.", "el próximo lunes", "2022-03-21"),
        ("es", "La granja abre el lunes que viene.", "lunes que viene", "2022-03-21"),
        ("es", "La granja abrió el pasado jueves.", "el pasado jueves", "2022-03-10"),
        ("de", "Sie kommt nächstes Jahr.", "nächstes Jahr", "2023"),
        ("de", "Ende Mai schließt der Hof.", "Ende Mai", "2022-05-21/2022-05-31"),
        ("de", "Vor zwei Monaten fiel der Baum.", "Vor zwei Monaten", "2022-01"),
        ("de", "In den 1970er Jahren war hier Wald.", "1970er Jahren", "1970/1979"),
        ("de", "Im 18. Jahrhundert war hier Wald.", "18. Jahrhundert", "1700/1799"),
        ("de", "Zwischen 1981 und 1984 war zu.", "Zwischen 1981 und 1984", "1981/1984"),
        ("de", "Vom 4. bis 8. Mai 2020 war zu.", "Vom 4. bis 8. Mai 2020", "2020-05-04/2020-05-08"),
        ("de", "Am Montag, dem 7. März 2022, fiel er.", "Montag, dem 7. März 2022", "2022-03-07"),
        ("fr", "Aujourd'hui, il pleut.", "Aujourd'hui", "2022-03-17"),
        ("fr", "Le mois dernier, il neigeait.", "Le mois dernier", "2022-02"),
        ("fr", "Fin mai, la ferme ferme.", "Fin mai", "2022-05-21/2022-05-31"),
        ("fr", "Il y a deux mois, un arbre est tombé.", "Il y a deux mois", "2022-01"),
        ("fr", "Dans les années 70, la forêt était là.", "années 70", "1970/1979"),
        ("fr", "Au XVIIIe siècle, la forêt était là.", "XVIIIe siècle", "1700/1799"),
        ("fr", "Au 18e siècle, la forêt était là.", "18e siècle", "1700/1799"),
        ("fr", "Entre 1981 et 1984, on fermait.", "Entre 1981 et 1984", "1981/1984"),
        ("fr", "De mai à juin 2020, on fermait.", "De mai à juin 2020", "2020-05/2020-06"),
        ("es", "El mes pasado nevaba.", "El mes pasado", "2022-02"),
        ("es", "A finales de mayo cierra la granja.", "finales de mayo", "2022-05-21/2022-05-31"),
        ("es", "Hace dos meses cayó un árbol.", "Hace dos meses", "2022-01"),
        ("es", "En los años 70 había un bosque.", "años 70", "1970/1979"),
        ("es", "En el siglo XVIII había un bosque.", "siglo XVIII", "1700/1799"),
        ("es", "Entre 1981 y 1984 cerraba.", "Entre 1981 y 1984", "1981/1984"),
        ("es", "Del 4 al 8 de mayo de 2020 cerraba.", "Del 4 al 8 de mayo de 2020", "2020-05-04/2020-05-08"),
    ],
)
def test_a_date_of_another_language_is_whole(code: str, text: str, words: str, value: str) -> None:
    (fact,) = find_facts(text, reference=DAY, language=code)

    assert (fact.text, fact.value, fact.kind) == (words, value, FactKind.DATE)


@pytest.mark.parametrize(
    ("code", "text", "words", "value", "kind"),
    [
        ("de", "Die 41-jährige Wirtin sprach.", "41-jährige", 41, FactKind.AGE),
        ("de", "Eine 15-prozentige Steuer kommt.", "15-prozentige", 15, FactKind.PERCENTAGE),
        ("de", "Der Zins stieg um 25 Basispunkte.", "25 Basispunkte", 0.25, FactKind.PERCENTAGE),
        ("de", "Es kostet 30 Tsd. Euro.", "30 Tsd. Euro", 30000, FactKind.MONEY),
        ("de", "Drei Viertel der Boote sind fort.", "Drei Viertel", 0.75, FactKind.FIGURE),
        ("de", "Vier bis sechs Boote sind fort.", "Vier bis sechs", "4/6", FactKind.FIGURE),
        ("de", "Eine halbe Million Boote fehlt.", "Eine halbe Million", 500000, FactKind.FIGURE),
        ("fr", "Il est âgé de 41 ans.", "41 ans", 41, FactKind.AGE),
        ("fr", "La peine est de 41 ans.", "41 ans", "P41Y", FactKind.DURATION),
        ("fr", "Il part à 14 h 20.", "14 h 20", "14:20", FactKind.TIME),
        ("fr", "Il a marché 7 heures.", "7 heures", "PT7H", FactKind.DURATION),
        ("fr", "Au moins trente bateaux manquent.", "trente", 30, FactKind.FIGURE),
        ("fr", "Il manque quatre-vingt-onze bateaux.", "quatre-vingt-onze", 91, FactKind.FIGURE),
        ("fr", "Il manque soixante et onze bateaux.", "soixante et onze", 71, FactKind.FIGURE),
        ("fr", "Trois quarts des bateaux manquent.", "Trois quarts", 0.75, FactKind.FIGURE),
        ("fr", "Une trentaine de bateaux manque.", "Une trentaine", 30, FactKind.FIGURE),
        ("fr", "Le taux perd 25 points de base.", "25 points de base", 0.25, FactKind.PERCENTAGE),
        ("es", "Tiene 41 años.", "41 años", 41, FactKind.AGE),
        ("es", "Al menos treinta barcos faltan.", "treinta", 30, FactKind.FIGURE),
        ("es", "Tres cuartos de los barcos faltan.", "Tres cuartos", 0.75, FactKind.FIGURE),
        ("es", "Faltan setecientos barcos.", "setecientos", 700, FactKind.FIGURE),
        ("es", "El tipo pierde 25 puntos básicos.", "25 puntos básicos", 0.25, FactKind.PERCENTAGE),
    ],
)
def test_a_number_of_another_language_is_what_it_says(
    code: str, text: str, words: str, value: object, kind: FactKind
) -> None:
    (fact,) = find_facts(text, language=code)

    assert (fact.text, fact.value, fact.kind) == (words, value, kind)


@pytest.mark.parametrize(
    ("code", "text"),
    [("fr", "Il passe de dix à vingt bateaux."), ("de", "Die Zahl stieg von zehn bis zwanzig Boote.")],
)
def test_a_change_is_no_range(code: str, text: str) -> None:
    values = [fact.value for fact in find_facts(text, language=code) if fact.kind is FactKind.FIGURE]

    assert values == [10, 20]
