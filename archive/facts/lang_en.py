"""English, as data."""

# ruff: noqa: E501 - tables

from __future__ import annotations

from archive.facts.language import Language, numbers, table, words

_VERBS = words(
    """accuse add admit agree aim announce appeal appear apply approve argue arrive ask attack attend avoid await back ban
    become beg begin believe belong blame block boycott break bring build burn buy call campaign cancel carry cast catch
    celebrate change chase choose claim clash clean climb close collapse collect come complain compete condemn confirm
    contain continue cost count cover crash cross cry cut decide declare defend delay demand deny depend die differ
    disagree drink drive drop earn eat elect employ end endorse enjoy enter escape expect explain face fail fall favour favor
    fear feel fight fill find flee fly follow form gather get give go grow guard happen hear help hit hold hope hurt include
    insist invest join keep kill know lack launch lead learn leave lie live lose love march matter mean meet miss mourn move
    need occupy offer open oppose order own pass pay perform plan play pledge pray prepare produce promise protest prove
    provide pull push quit raise reach receive recover refuse reject rely remain repeat report represent require resign rest
    return reveal ride rise risk rule run save say search see seek sell send serve set settle share shoot show shut sign sing
    sit sleep speak spend spread stand start state stay stop strike struggle succeed suffer suggest support suspect take
    talk teach tell think threaten throw travel try turn urge use visit vote vow wait walk want warn watch wear win wish
    withdraw wonder work worry write"""
)


def _thirds(verbs: frozenset[str]) -> frozenset[str]:
    """The third persons of verbs."""
    return frozenset(
        f"{verb[:-1]}ies" if verb[-1] == "y" and verb[-2] not in "aeo"
        else verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "o")) else "s")
        for verb in verbs
    )  # fmt: skip


_FOREIGN = """dollar: us USD, u.s. USD, american USD, united states USD, canadian CAD, australian AUD, new zealand NZD, hong kong HKD
singapore SGD, taiwan TWD, taiwanese TWD, jamaican JMD, trinidad TTD, barbados BBD, fijian FJD, namibian NAD, zimbabwe ZWL, bahamian BSD
pound: british GBP, egyptian EGP, syrian SYP, lebanese LBP, sudanese SDG, irish IEP, scottish GBP
dinar: iraqi IQD, kuwaiti KWD, jordanian JOD, libyan LYD, tunisian TND, algerian DZD, bahraini BHD, serbian RSD
rial: iranian IRR, omani OMR, yemeni YER; riyal: saudi SAR, qatari QAR, yemeni YER; dirham: moroccan MAD, uae AED, emirati AED
franc: swiss CHF, french FRF, belgian BEF, congolese CDF, rwandan RWF, djiboutian DJF, burundian BIF, guinean GNF, cfa XOF
rupee: indian INR, pakistani PKR, nepalese NPR, nepali NPR, mauritian MUR; shilling: kenyan KES, ugandan UGX, tanzanian TZS, somali SOS
peso: mexican MXN, philippine PHP, argentine ARS, argentinian ARS, chilean CLP, colombian COP, cuban CUP, uruguayan UYU, dominican DOP
krona: swedish SEK, icelandic ISK; kronor: swedish SEK; kronur: icelandic ISK; krone: danish DKK, norwegian NOK; kroner: danish DKK, norwegian NOK
crown: czech CZK, swedish SEK, norwegian NOK, danish DKK; lira: turkish TRY, italian ITL; lire: italian ITL; forint: hungarian HUF
zloty: polish PLN; mark: german DEM, deutsche DEM; won: korean KRW; rouble: russian RUB; ruble: russian RUB; yen: japanese JPY; yuan: chinese CNY
real: brazilian BRL; naira: nigerian NGN; cedi: ghanaian GHS; rand: south african ZAR; baht: thai THB; hryvnia: ukrainian UAH; shekel: israeli ILS"""
"""Money whose country is named: the noun, and its codes by the adjective before it."""


def _foreign() -> dict[str, str]:
    """The words of `_FOREIGN`, in the singular and the plural."""
    found = {}
    for group in _FOREIGN.replace("\n", ";").split(";"):
        head, mark, tail = group.partition(":")
        if mark:
            noun, names = head.strip(), tail
        else:
            names = head
        for name in names.split(","):
            adjective, code = name.strip().rsplit(" ", 1)
            for form in (noun, f"{noun}s"):
                found[f"{adjective} {form}"] = code
    return found


LANGUAGE = Language(
    code="en",
    decimal=".",
    small=numbers(
        """0: zero, nought, naught; 1: one; 2: two; 3: three; 4: four; 5: five; 6: six; 7: seven; 8: eight
        9: nine; 10: ten; 11: eleven; 12: twelve; 13: thirteen; 14: fourteen; 15: fifteen; 16: sixteen
        17: seventeen; 18: eighteen; 19: nineteen; 20: twenty; 30: thirty; 40: forty, fourty; 50: fifty
        60: sixty; 70: seventy; 80: eighty; 90: ninety"""
    ),
    scales=numbers(
        """100: hundred; 1000: thousand; 1_000_000: million, mln; 1_000_000_000: billion, bln, bn
        1_000_000_000_000: trillion, tln, trn, tn; 12: dozen, dozens, dozs; 100_000: lakh, lakhs; 10_000_000: crore, crores"""
    ),
    short_scales=numbers(
        """1000: k, K; 1_000_000: m, M, mn, mln; 1_000_000_000: bn, Bn, BN, b, B, bln, G
        1_000_000_000_000: tn, Tn, trn, t, T, tln"""
    ),
    joiners=words("and"),
    articles=words("a an"),
    halves=words("half"),
    fractions=numbers(
        """2: half, halves; 3: third, thirds; 4: quarter, quarters, fourth, fourths; 5: fifth, fifths; 6: sixth, sixths
        7: seventh, sevenths; 8: eighth, eighths; 9: ninth, ninths; 10: tenth, tenths; 20: twentieth, twentieths
        100: hundredth, hundredths; 1000: thousandth, thousandths; 1_000_000: millionth, millionths
        1_000_000_000: billionth, billionths; 1_000_000_000_000: trillionth, trillionths"""
    ),
    plural_scales=numbers(
        """24: dozens, scores; 200: hundreds; 2000: thousands; 2_000_000: millions; 2_000_000_000: billions
        2_000_000_000_000: trillions; 20: tens"""
    ),
    of="of",
    wholes="of",
    to=("to", "or"),
    point=words("point"),
    minus=words("minus negative"),
    percent=(
        "percent",
        "per cent",
        "per-cent",
        "pct",
        "percentage points",
        "percentage point",
        "percent points",
        "percent point",
        "percents",
        "percentage-point",
        "percentage-points",
    ),
    basis_points=("basis points", "basis point", "bps"),
    currencies=table(
        """USD: dollar, dollars, bucks, u.s. dollar, u.s. dollars, us dollar, us dollars, american dollars, usd, united states dollars
        EUR: euro, euros, eur; GBP: pound, pounds, pounds sterling, sterling, british pounds, gbp, quid; JPY: yen, japanese yen, jpy
        CNY: yuan, chinese yuan, renminbi, rmb, cny; INR: rupee, rupees, indian rupees, inr; CHF: chf
        FRF: franc, francs, french francs; DEM: mark, marks, deutsche marks, deutschmarks; RUB: rouble, roubles, ruble, rubles, rub
        CAD: canadian dollar, canadian dollars, cad; AUD: australian dollar, australian dollars, aud; MXN: mexican pesos, mxn
        NZD: new zealand dollars, nzd; HKD: hong kong dollars, hkd; SGD: singapore dollars, sgd; KRW: won, korean won, krw
        BRL: real, reais, brl; PHP: philippine pesos, php; SEK: swedish kronor, kronor, swedish krona, sek
         PLN: zloty, zlotys, pln; TRY: lira, liras, turkish lira
        ILS: shekel, shekels, ils; IQD: iraqi dinars, dinar, dinars, iqd; SAR: riyal, riyals, saudi riyals, sar
        AED: dirham, dirhams, aed; EGP: egyptian pounds, egp; NGN: naira, ngn; ZAR: rand, zar; THB: baht, thb
        IDR: rupiah, idr; MYR: ringgit, myr; VND: dong, vnd; UAH: hryvnia, hryvnias, uah; PKR: pakistani rupees, pkr
        IRR: rials, rial; ARS: argentine pesos, ars; CLP: chilean pesos, clp; COP: colombian pesos, cop; BTC: bitcoin, bitcoins, btc
        MXN: peso, pesos; HUF: forint, forints, huf; CZK: koruna, czech crowns, czk; KES: shilling, shillings, kes; ITL: lire
        TWD: taiwan dollars, twd; GEL: lari, gel; NOK: kroner, nok; DKK: krone, dkk; GHS: cedi, cedis; BDT: taka; KZT: tenge
        AFN: afghani, afghanis; RON: lei; BGN: leva; HRK: kuna; PEN: soles; VES: bolivars, bolivares; CRC: colones; PYG: guaranies
        GTQ: quetzals, quetzales; ETB: birr; ZMW: kwacha; LAK: kip; KHR: riel, riels; MMK: kyat, kyats; MNT: tugrik, tugriks
        AZN: manat, manats; AMD: dram, drams; IRR: tomans, toman; ESP: pesetas; GRD: drachmas, drachmae; NLG: guilders; PTE: escudos
        ATS: schillings; XOF: cfa francs, cfa franc; HNL: lempira, lempiras; NIO: cordobas; HTG: gourdes; ALL: lek, leks; MKD: denars
        BWP: pula; LSL: maloti; PGK: kina; BTN: ngultrum; MVR: rufiyaa; MOP: patacas; MGA: ariary; MZN: meticais; MRU: ouguiya
        GMD: dalasi, dalasis; PAB: balboas; BOB: bolivianos; TJS: somoni; KGS: soms; BAM: marka; SLL: leones; RON: leu; BGN: lev
        LTC: litecoins, litecoin; ETH: ether, ethers; DOGE: dogecoins"""
    )
    | _foreign(),
    cents=table(
        "USD: cent, cents, us cents, us cent; GBP: pence, penny, pennies, p; MXN: centavos, centavo; EUR: centimes, centime; JOD: fils; EGP: piastres; THB: satang; NGN: kobo; ILS: agorot; EUR: eurocents, eurocent; INR: paise; RUB: kopecks, kopeks"
    ),
    units=table(
        """km: kilometre, kilometres, kilometer, kilometers, km, kms; m: metre, metres, meter, meters, m; cm: centimetre, centimetres, centimeter, centimeters, cm
        mm: millimetre, millimetres, millimeter, millimeters, mm; dm: dm, decimetre, decimeter; mi: mile, miles, mi; ft: foot, feet, ft; in: inch, inches
        yd: yard, yards, yd; nmi: nautical mile, nautical miles; kg: kilogram, kilograms, kilogramme, kilogrammes, kg, kgs, kilo, kilos; g: gram, grams, gramme, grammes
        mg: milligram, milligrams, mg; µg: microgram, micrograms, μg, µg, mcg; t: ton, tons, tonne, tonnes, metric ton, metric tons, metric tonnes; lb: lb, lbs; oz: ounce, ounces, oz
        L: litre, litres, liter, liters; mL: millilitre, millilitres, milliliter, milliliters, ml; gal: gallon, gallons; bbl: barrel, barrels, bbl, bpd; pt: pint, pints
        tsp: teaspoon, teaspoons; tbsp: tablespoon, tablespoons; ha: hectare, hectares, ha; acre: acre, acres; km²: square kilometre, square kilometres, square kilometer, square kilometers, sq km, km²
        mi²: square mile, square miles, sq mi; m²: square metre, square metres, square meter, square meters, sq m, m²; ft²: square foot, square feet, sq ft
        m³: cubic metre, cubic metres, cubic meter, cubic meters, m³; ft³: cubic feet
        km/h: km/h, kph, kmh, kilometres per hour, kilometers per hour, kilometres an hour, kilometers an hour; mph: mph, miles per hour, miles an hour; kn: knot, knots
        W: watt, watts; kW: kilowatt, kilowatts, kw; MW: megawatt, megawatts, mw; GW: gigawatt, gigawatts, gw; kWh: kilowatt hours, kilowatt-hours, kwh; MWh: mwh; GWh: gwh; TWh: twh
        °C: °c, degrees celsius, degree celsius, celsius, degrees centigrade, centigrade, deg c, degrees c; °F: °f, degrees fahrenheit, degree fahrenheit, fahrenheit, deg f, degrees f
        °: degree, degrees, °; Hz: hertz, hz; MHz: mhz, megahertz; GHz: ghz, gigahertz; kB: kb, kilobytes; MB: mb, megabyte, megabytes; GB: gb, gigabyte, gigabytes; TB: tb, terabyte, terabytes
        Mbit/s: mbps; Gbit/s: gbps; px: px, pixel, pixels; ly: light years, light-years; cal: calorie, calories; V: volt, volts"""
    ),
    spans=table(
        """S: second, seconds, sec, secs; min: minute, minutes, min, mins; H: hour, hours, hr, hrs, h; D: day, days, d; W: week, weeks, wk, wks
        M: month, months; Y: year, years, yr, yrs, y; 14D: fortnight, fortnights; 10Y: decade, decades; 100Y: century, centuries; night: night, nights; WE: weekend, weekends"""
    ),
    old=("old", "of age"),
    qualifiers=table(
        """at least: at least, no fewer than, no less than, not less than, a minimum of; more than: more than, over, above, greater than, larger than, exceeding, in excess of, upwards of
        less than: less than, under, below, fewer than, smaller than; at most: at most, no more than, not more than, a maximum of, as many as, as much as
        up to: up to; nearly: nearly, almost, close to, just under, just below, just short of
        about: about, around, approximately, roughly, some, an estimated, estimated, circa, approx, approx., ~, c.
        just over: just over, slightly more than, a little more than; exactly: exactly, precisely
        only: only, just; as low as: as low as, as few as, as little as; as high as: as high as; another: another, a further, an additional, an extra
        a total of: a total of; a record: a record"""
    ),
    months=numbers(
        """1: january, jan; 2: february, feb; 3: march, mar; 4: april, apr; 5: may; 6: june, jun; 7: july, jul; 8: august, aug
        9: september, sept, sep; 10: october, oct; 11: november, nov; 12: december, dec"""
    ),
    weekdays=numbers(
        """0: monday, mon; 1: tuesday, tues, tue; 2: wednesday, wed, weds; 3: thursday, thurs, thur, thu; 4: friday, fri
        5: saturday, sat; 6: sunday, sun"""
    ),
    days=numbers("0: today, tonight; -1: yesterday; 1: tomorrow"),
    day_of=("of", "day of"),
    marks=(("“", "”"), ('"', '"'), ("‘", "’"), ("«", "»"), ("„", "“")),
    cues=words(
        """said says say saying told tells tell telling added adds add adding wrote writes write tweeted tweets posted
        asked asks ask asking replied replies answered responded warned warns warning insisted insists argued argues
        claimed claims explained explains explaining stated states announced announces noted notes noting recalled
        recalls admitted admits acknowledged conceded confirmed denied declared declares vowed pledged promised
        quipped joked shouted cried whispered exclaimed remarked observed suggested testified testifies continued
        concluded concludes commented predicted emphasized emphasised stressed stresses urged reads read
        called calls described describes dubbed termed boasted complained lamented mused reiterated repeated
        reported reports reporting demanded countered retorted thought thinks believes believed agreed wondered
        accused criticized criticised condemned denounced hailed praised tweeting writing texted emailed yelled
        screamed pleaded begged interjected opined cautioned contended asserted asserts maintained maintains
        revealed disclosed proclaimed proposed ordered instructed sang chanted branded labelled labeled quoted cited
        tell dismissed rejected blasted slammed touted points charged charges concludes echoed echoes pondered vows jokes quips tells muses adding put_it puts_it summed joking pointed went saying
        insisting declaring calling describing arguing accusing claiming suggesting promising pledging vowing urging labeling
        labelling dubbing recalling remarking explaining complaining predicting concluding boasting lamenting stating
        announcing asserting replying responding boasts laments complains predicts remarks observes suggests promises pledges
        emphasizes stresses demands urges agrees assured assures reassured barked proclaims bragged brags thanked thanks
        praises praising hails thundered sneered scoffed snapped recounted recounts retorts shot_back fired_back hit_back
        chimed_in cautions implored implores mocked mocks ridiculed derided decried decries scolded scolds chided affirmed
        affirms clarified clarifies confessed confesses fumed labels likened shouts chants tweets texts"""
    ),
    pronouns=words("he she they it i we"),
    according=("according to", "in the words of", "as described by"),
    stop=words(
        """a an the and or but nor so yet of in on at by to from with without for as is are was were be been being has have had
        do does did will would can could may might must shall should that which who whom whose what when where why how
        if than then there this these those it its his her their our your my he she they we you i not no into onto over
        under after before since during between among against about around across through per near off out up down
        until while because although though however also only just even more less other said says told killed died
        injured wounded dead both each every all any some such very still already now today yesterday tomorrow
        tonight ago later earlier left right said again once according including include includes included
        plus minus times came went got made took set put gave see seen go goes going get gets live lives living
        voted work worked works were remain remained agreed make makes take takes took want wants like likes need needs
        back away together alone altogether overall sank sunk fell rose fled won lost found held met stood burnt froze
        broke began grew knew drew flew threw blew ran swam sang spoke stole swore tore wore woke chose drove rode wrote
        ate drank slept kept crept wept felt dealt meant sent spent built lent bent lay led bled fed sped heard caught
        taught bought brought fought sought thought sold paid cost hit hurt quit shut split spread cast beat became
        brings faces remains shows show showed known seem seems seemed feel feels appear appears want expect"""
    ),
    verbs=_VERBS | _thirds(_VERBS),
    has_names=True,
)
