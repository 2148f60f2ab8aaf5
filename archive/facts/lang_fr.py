"""French, as data: numbers, amounts, dates and quotations; names are not looked for."""

# ruff: noqa: E501 - tables

from __future__ import annotations

from archive.facts.language import Language, named_turns, numbers, table, words

_ONES = ["deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"]
_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}

_MONTHS = numbers(
    "1: janvier; 2: février; 3: mars; 4: avril; 5: mai; 6: juin; 7: juillet; 8: août; 9: septembre; 10: octobre; 11: novembre; 12: décembre"
)
_WEEKDAYS = numbers("0: lundi; 1: mardi; 2: mercredi; 3: jeudi; 4: vendredi; 5: samedi; 6: dimanche")

LANGUAGE = Language(
    code="fr",
    decimal=",",
    small={
        **numbers(
            """0: zéro; 2: deux; 3: trois; 4: quatre; 5: cinq; 6: six; 7: sept; 8: huit; 9: neuf; 10: dix; 11: onze; 12: douze; 13: treize; 14: quatorze
            15: quinze; 16: seize; 17: dix-sept; 18: dix-huit; 19: dix-neuf; 70: soixante-dix, septante; 80: quatre-vingts, huitante; 90: quatre-vingt-dix, nonante
            21: vingt et un, vingt-et-un, vingt et une, vingt-et-une; 31: trente et un, trente-et-un, trente et une; 41: quarante et un, quarante-et-un, quarante et une
            51: cinquante et un, cinquante-et-un, cinquante et une; 61: soixante et un, soixante-et-un, soixante et une; 71: soixante et onze, soixante-et-onze
            72: soixante-douze; 73: soixante-treize; 74: soixante-quatorze; 75: soixante-quinze; 76: soixante-seize; 77: soixante-dix-sept; 78: soixante-dix-huit; 79: soixante-dix-neuf
            81: quatre-vingt-un, quatre-vingt-une; 91: quatre-vingt-onze; 92: quatre-vingt-douze; 93: quatre-vingt-treize; 94: quatre-vingt-quatorze; 95: quatre-vingt-quinze
            96: quatre-vingt-seize; 97: quatre-vingt-dix-sept; 98: quatre-vingt-dix-huit; 99: quatre-vingt-dix-neuf"""
        ),
        **{word: number for number, word in _TENS.items()},
        **{
            f"{word}-{one}": number + place
            for number, word in _TENS.items()
            for place, one in enumerate(_ONES, 2)
        },
    },
    scales=numbers(
        "100: cent, cents; 1000: mille; 1_000_000: million, millions; 1_000_000_000: milliard, milliards; 12: douzaine; 10: dizaine; 15: quinzaine; 20: vingtaine; 30: trentaine; 40: quarantaine; 50: cinquantaine; 60: soixantaine; 1_000: millier"
    ),
    short_scales=numbers("1_000_000: M; 1_000_000_000: Md, Mds"),
    joiners=words("et"),
    articles=words("un une"),
    halves=words("demi"),
    fractions=numbers(
        "3: tiers; 4: quart, quarts; 5: cinquième, cinquièmes; 6: sixième, sixièmes; 8: huitième, huitièmes; 10: dixième, dixièmes"
    ),
    wholes="de|des|du|d['’]",
    no_minus="au|du|ou|pas|en",
    plural_scales=numbers("200: centaines; 2000: milliers; 24: dizaines, douzaines"),
    of="de",
    to=("à", "ou"),
    minus=words("moins"),
    percent=("pour cent", "points de pourcentage", "point de pourcentage"),
    basis_points=("points de base", "point de base"),
    currencies=table(
        "EUR: euro, euros, d'euros, d’euros, eur; USD: dollar, dollars, de dollars, usd; GBP: livres, livres sterling; CHF: francs suisses; JPY: yen, yens; CAD: dollars canadiens; FRF: franc, francs; RUB: roubles"
    ),
    cents=table("EUR: centime, centimes; GBP: pence"),
    units=table(
        """km: kilomètre, kilomètres, km; m: mètre, mètres, m; cm: centimètre, centimètres, cm; mm: millimètres, mm; kg: kilogramme, kilogrammes, kilos, kilo, kg; g: gramme, grammes, g
        t: tonne, tonnes; L: litre, litres; ha: hectare, hectares, ha; km²: kilomètres carrés, km²; m²: mètres carrés, m²; m³: mètres cubes, m³; °C: °c, degrés celsius; °: degré, degrés
        km/h: km/h, kilomètres heure; MW: mégawatts; GW: gigawatts; kWh: kwh"""
    ),
    spans=table(
        "S: seconde, secondes; min: minute, minutes; H: heure, heures; D: jour, jours; W: semaine, semaines; M: mois; Y: an, ans, année, années; 10Y: décennie, décennies; 100Y: siècle, siècles"
    ),
    qualifiers=table(
        """at least: au moins, au minimum; more than: plus de, plus d', plus d’; less than: moins de; up to: jusqu'à, jusqu’à; at most: au plus, au maximum
        about: environ, près de, quelque, autour de; nearly: presque; only: seulement"""
    ),
    age_lead=r"\bâgée?s? de|(?<!y )\b(?:a|avait|aura|fête ses)|,",
    ago="il y a|il y a environ|il y a près de",
    phrases=table(
        """day 0: aujourd'hui; week -1: la semaine dernière, la semaine passée; week 0: cette semaine; week 1: la semaine prochaine
        weekend -1: le week-end dernier; weekend 0: ce week-end; weekend 1: le week-end prochain
        month -1: le mois dernier, le mois passé; month 0: ce mois-ci; month 1: le mois prochain
        year -1: l'an dernier, l'année dernière, l'an passé, l'année passée; year 0: cette année; year 1: l'an prochain, l'année prochaine"""
    )
    | named_turns(_WEEKDAYS, _MONTHS, "_ prochain", "_ dernier"),
    parts=table("early: début; mid: mi; late: fin"),
    decade_lead="années",
    century="(?:er|ème|e) siècles?",
    century_words=words("siècle siècles"),
    range_lead="(de|du|entre)(?: le)?",
    range_links="à|au|jusqu['’]au|jusqu['’]à|jusqu['’]en",
    between="entre",
    between_link="et|et le",
    months=_MONTHS,
    weekdays=_WEEKDAYS,
    days=numbers("0: aujourd'hui, aujourd’hui; -1: hier; 1: demain"),
    day_of=(),
    marks=(("«", "»"), ("“", "”"), ('"', '"')),
    cues=words(
        """a_déclaré a_dit a_affirmé a_ajouté a_expliqué a_indiqué a_précisé a_estimé a_assuré a_souligné a_répondu a_écrit a_annoncé a_raconté a_confié a_lancé a_regretté a_dénoncé a_averti a_reconnu
        ont_déclaré ont_dit ont_affirmé ont_indiqué ont_expliqué déclare dit affirme ajoute explique indique précise estime assure souligne répond écrit raconte confie lance dénonce regrette juge
        avait_déclaré avait_dit déclarait disait expliquait estimait"""
    ),
    pronouns=words("il elle on ils elles nous je"),
    according=("selon", "d'après", "d’après"),
    stop=words(
        """le la les l un une des de du d et ou mais en dans à au aux par pour sur sous avec sans entre contre depuis pendant est sont était étaient a ont avait avaient
        sera seront qui que dont où se ne pas plus moins il elle ils elles on ce cette ces son sa ses leur leurs ont été être mort morts mortes blessé"""
    ),
)
