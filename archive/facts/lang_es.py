"""Spanish, as data: numbers, amounts, dates and quotations; names are not looked for."""

# ruff: noqa: E501 - tables

from __future__ import annotations

from archive.facts.language import Language, named_turns, numbers, table, words

_MONTHS = numbers(
    "1: enero; 2: febrero; 3: marzo; 4: abril; 5: mayo; 6: junio; 7: julio; 8: agosto; 9: septiembre, setiembre; 10: octubre; 11: noviembre; 12: diciembre"
)
_WEEKDAYS = numbers("0: lunes; 1: martes; 2: miércoles; 3: jueves; 4: viernes; 5: sábado; 6: domingo")

LANGUAGE = Language(
    code="es",
    decimal=",",
    small=numbers(
        """0: cero; 2: dos; 3: tres; 4: cuatro; 5: cinco; 6: seis; 7: siete; 8: ocho; 9: nueve; 10: diez; 11: once; 12: doce; 13: trece; 14: catorce; 15: quince
        16: dieciséis; 17: diecisiete; 18: dieciocho; 19: diecinueve; 20: veinte; 21: veintiuno, veintiún, veintiuna; 22: veintidós; 23: veintitrés; 24: veinticuatro; 25: veinticinco
        26: veintiséis; 27: veintisiete; 28: veintiocho; 29: veintinueve; 30: treinta; 40: cuarenta; 50: cincuenta; 60: sesenta; 70: setenta; 80: ochenta; 90: noventa"""
    ),
    scales=numbers(
        """100: cien, ciento; 200: doscientos, doscientas; 300: trescientos, trescientas; 400: cuatrocientos, cuatrocientas; 500: quinientos, quinientas; 600: seiscientos, seiscientas
        700: setecientos, setecientas; 800: ochocientos, ochocientas; 900: novecientos, novecientas; 1000: mil; 1_000_000: millón, millones; 1_000_000_000_000: billón, billones; 12: docena; 10: decena; 20: veintena; 30: treintena; 100: centenar"""
    ),
    joiners=words("y"),
    articles=words("un una"),
    halves=words("medio media"),
    fractions=numbers(
        "3: tercio, tercios; 4: cuarto, cuartos; 5: quinto, quintos; 8: octavo, octavos; 10: décimo, décimos"
    ),
    wholes="de|del",
    no_minus="al|lo|o|no|nada",
    plural_scales=numbers("200: cientos, centenares; 2000: miles; 24: decenas, docenas"),
    of="de",
    to=("a", "o"),
    minus=words("menos"),
    percent=("por ciento", "puntos porcentuales", "punto porcentual"),
    basis_points=("puntos básicos", "puntos base"),
    currencies=table(
        "EUR: euro, euros, de euros, eur; USD: dólar, dólares, de dólares, usd; GBP: libras, libras esterlinas; MXN: peso, pesos, pesos mexicanos; ARS: pesos argentinos; JPY: yen, yenes; CHF: francos suizos; BRL: reales; PEN: soles"
    ),
    cents=table("EUR: céntimos, céntimo; USD: centavos"),
    units=table(
        """km: kilómetro, kilómetros, km; m: metro, metros, m; cm: centímetro, centímetros, cm; mm: milímetros, mm; kg: kilogramo, kilogramos, kilo, kilos, kg; g: gramo, gramos, g
        t: tonelada, toneladas; L: litro, litros; ha: hectárea, hectáreas, ha; km²: kilómetros cuadrados, km²; m²: metros cuadrados, m²; m³: metros cúbicos; °C: °c, grados celsius; °: grado, grados
        km/h: km/h, kilómetros por hora; MW: megavatios; GW: gigavatios; kWh: kwh; mi: millas"""
    ),
    spans=table(
        "S: segundo, segundos; min: minuto, minutos; H: hora, horas; D: día, días; W: semana, semanas; M: mes, meses; Y: año, años; 10Y: década, décadas; 100Y: siglo, siglos"
    ),
    old=("de edad",),
    qualifiers=table(
        """at least: al menos, por lo menos, como mínimo; more than: más de; less than: menos de; up to: hasta; at most: como máximo, a lo sumo
        about: unos, unas, alrededor de, cerca de, aproximadamente; nearly: casi; only: solo, sólo"""
    ),
    age_lead=r"\b(?:tiene|tenía|cumple|cumplió)|, de|,",
    ago="hace|hace unos|hace casi|hace más de",
    phrases=table(
        """week -1: la semana pasada; week 0: esta semana; week 1: la semana que viene, la próxima semana, la semana próxima
        weekend -1: el fin de semana pasado, el pasado fin de semana; weekend 0: este fin de semana; weekend 1: el próximo fin de semana
        month -1: el mes pasado, el pasado mes; month 0: este mes; month 1: el mes que viene, el próximo mes, el mes próximo
        year -1: el año pasado, el pasado año; year 0: este año; year 1: el año que viene, el próximo año, el año próximo"""
    )
    | named_turns(
        _WEEKDAYS,
        _MONTHS,
        "el próximo _, próximo _, _ próximo, _ que viene",
        "el pasado _, pasado _, _ pasado",
    ),
    parts=table(
        "early: principios de, comienzos de, inicios de; mid: mediados de; late: finales de, fines de"
    ),
    decade_lead="años|década de(?: los)?",
    century_words=words("siglo"),
    range_lead="(desde|del|de|entre)(?: el)?",
    range_links="al|a|hasta el|hasta",
    between="entre",
    between_link="y el|y",
    months=_MONTHS,
    weekdays=_WEEKDAYS,
    days=numbers("0: hoy; -1: ayer; -2: anteayer"),
    day_of=("de",),
    marks=(("«", "»"), ("“", "”"), ('"', '"')),
    cues=words(
        """dijo dice dijeron afirmó afirma aseguró asegura declaró declara explicó explica señaló señala añadió añade indicó indica agregó agrega sostuvo sostiene
        escribió escribe respondió responde preguntó comentó comenta advirtió advierte anunció apuntó subrayó recordó insistió lamentó denunció contó manifestó expresó reconoció ha_dicho ha_afirmado ha_asegurado ha_explicado"""
    ),
    pronouns=words("él ella ellos ellas"),
    according=("según",),
    stop=words(
        """el la los las un una unos unas de del y o pero en a al por para con sin sobre entre contra desde hasta durante es son era eran fue fueron ha han había habían
        será serán que quien cuyo donde se no más menos su sus este esta estos estas murieron muertos heridos viven vivían como ya"""
    ),
)
