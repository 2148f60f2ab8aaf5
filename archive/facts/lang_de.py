"""German, as data: numbers, amounts, dates and quotations; names are not looked for."""

# ruff: noqa: E501 - tables

from __future__ import annotations

from archive.facts.language import Language, named_turns, numbers, table, words

_ONES = ["ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"]
_TENS = {
    20: "zwanzig",
    30: "dreißig",
    40: "vierzig",
    50: "fünfzig",
    60: "sechzig",
    70: "siebzig",
    80: "achtzig",
    90: "neunzig",
}

_MONTHS = numbers(
    """1: januar, jänner, jan; 2: februar, feb; 3: märz; 4: april, apr; 5: mai; 6: juni; 7: juli; 8: august, aug; 9: september, sept
        10: oktober, okt; 11: november, nov; 12: dezember, dez"""
)
_WEEKDAYS = numbers(
    "0: montag; 1: dienstag; 2: mittwoch; 3: donnerstag; 4: freitag; 5: samstag, sonnabend; 6: sonntag"
)

LANGUAGE = Language(
    code="de",
    decimal=",",
    small={
        **numbers(
            """0: null; 2: zwei, zwo; 3: drei; 4: vier; 5: fünf; 6: sechs; 7: sieben; 8: acht; 9: neun
            10: zehn; 11: elf; 12: zwölf; 13: dreizehn; 14: vierzehn; 15: fünfzehn; 16: sechzehn; 17: siebzehn; 18: achtzehn; 19: neunzehn"""
        ),
        **{word: number for number, word in _TENS.items()},
        **{
            f"{one}und{word}": number + place
            for number, word in _TENS.items()
            for place, one in enumerate(_ONES, 1)
        },
    },
    scales=numbers(
        """100: hundert, einhundert; 1000: tausend, eintausend; 1_000_000: million, millionen, mio, mio.
        1_000_000_000: milliarde, milliarden, mrd, mrd.; 1_000_000_000_000: billion, billionen; 12: dutzend; 1_000: tsd, tsd."""
    ),
    joiners=words("und"),
    articles=words("eine ein einer einem"),
    halves=words("halbe halben"),
    fractions=numbers(
        "2: hälften; 3: drittel; 4: viertel; 5: fünftel; 6: sechstel; 7: siebtel; 8: achtel; 9: neuntel; 10: zehntel"
    ),
    wholes="der|des|aller|von|ihrer|seiner|dieser",
    plural_scales=numbers("200: hunderte; 2000: tausende; 24: dutzende"),
    to=("bis", "oder"),
    minus=words("minus"),
    compound=True,
    percent=(
        "prozent",
        "prozentpunkte",
        "prozentpunkten",
        "prozentpunkt",
        "prozentig",
        "prozentige",
        "prozentigen",
        "prozentiger",
        "prozentiges",
        "v. h.",
    ),
    currencies=table(
        """EUR: euro, euros, eur; USD: dollar, us-dollar, usd; GBP: pfund, britische pfund; CHF: franken, schweizer franken, chf
        JPY: yen; DEM: mark, d-mark; RUB: rubel; TRY: lira; CNY: yuan; PLN: zloty; SEK: schwedische kronen; DKK: dänische kronen; CZK: tschechische kronen"""
    ),
    cents=table("EUR: cent; GBP: pence"),
    units=table(
        """km: kilometer, kilometern, km; m: meter, metern, m; cm: zentimeter, zentimetern, cm; mm: millimeter, mm; kg: kilogramm, kilo, kg; g: gramm, g
        t: tonne, tonnen, t; L: liter, litern; ha: hektar, ha; km²: quadratkilometer, km²; m²: quadratmeter, m²; m³: kubikmeter, m³; °C: grad celsius, °c; °: grad
        km/h: km/h, stundenkilometer, stundenkilometern; MW: megawatt; GW: gigawatt; kWh: kilowattstunden, kwh; mi: meilen"""
    ),
    spans=table(
        """S: sekunde, sekunden; min: minute, minuten; H: stunde, stunden; D: tag, tage, tagen; W: woche, wochen; M: monat, monate, monaten
        Y: jahr, jahre, jahren; 10Y: jahrzehnt, jahrzehnte, jahrzehnten; 100Y: jahrhunderte, jahrhunderten"""
    ),
    basis_points=("basispunkte", "basispunkten"),
    aged=("jährig", "jährige", "jähriger", "jährigen", "jähriges"),
    ago="vor|vor etwa|vor rund|vor gut|vor knapp",
    phrases=table(
        """week -1: letzte woche, letzter woche, vergangene woche, vergangener woche, vorige woche, voriger woche
        week 0: diese woche, dieser woche; week 1: nächste woche, nächster woche, kommende woche, kommender woche
        weekend -1: letztes wochenende, vergangenes wochenende, letzten wochenende, vergangenen wochenende; weekend 1: nächstes wochenende, kommendes wochenende, nächsten wochenende, kommenden wochenende
        month -1: letzten monat, vergangenen monat, vorigen monat; month 0: diesen monat, diesem monat; month 1: nächsten monat, kommenden monat
        year -1: letztes jahr, letzten jahr, vergangenes jahr, vergangenen jahr, voriges jahr, vorigen jahr; year 0: dieses jahr, diesem jahr; year 1: nächstes jahr, nächsten jahr, kommendes jahr, kommenden jahr"""
    )
    | named_turns(_WEEKDAYS, _MONTHS, "nächsten _, kommenden _", "letzten _, vergangenen _, vorigen _"),
    parts=table("early: anfang; mid: mitte; late: ende"),
    decade_tail="er[- ]?jahren?|ern",
    century=r"\. jahrhunderts?",
    range_lead="(von|vom|zwischen)(?: dem| den jahren)?",
    range_links="bis zum|bis zur|bis",
    between="zwischen",
    between_link="und|und dem",
    old=("alt", "alte", "alter"),
    qualifiers=table(
        """at least: mindestens, wenigstens; more than: mehr als, über; less than: weniger als, unter; up to: bis zu; at most: höchstens, maximal
        about: etwa, rund, ungefähr, circa, ca., gut; nearly: fast, beinahe, knapp; only: nur"""
    ),
    months=_MONTHS,
    weekdays=_WEEKDAYS,
    days=numbers("0: heute; -1: gestern; 1: morgen; -2: vorgestern; 2: übermorgen"),
    marks=(("„", "“"), ("»", "«"), ('"', '"'), ("“", "”")),
    cues=words(
        """sagte sagt sagten erklärte erklärt teilte meinte meint betonte betont schrieb schreibt fügte ergänzte fragte antwortete warnte warnt kritisierte
        kritisiert forderte fordert nannte nennt bezeichnete behauptete berichtete berichtet kündigte räumte rief versicherte äußerte unterstrich"""
    ),
    pronouns=words("er sie es wir ich"),
    according=("laut", "nach den worten von", "so"),
    stop=words(
        """der die das den dem des ein eine einen einem einer eines und oder aber in im an am auf aus bei bis mit nach von vom zu zum zur für über unter um durch
        gegen ohne seit während sind ist war waren wurde wurden werden wird hat haben hatte hatten sei seien als wie dass sich nicht auch nur noch schon mehr weniger
        kamen starben leben lebten kommen kam sollen soll können kann müssen muss ums pro je"""
    ),
)
