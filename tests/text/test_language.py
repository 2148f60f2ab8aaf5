"""The language of a text: sure where it says one, silent where it is not."""

# ruff: noqa: E501 - tables and long messages

from __future__ import annotations

import pytest

from archive.text.language import language_of

SENTENCES = {
    "en": "The council said that it would not raise the fees for parking this year.",
    "de": "Die Stadt teilte mit, dass die Gebühren für das Parken nicht steigen werden.",
    "fr": "La ville a indiqué que les tarifs du stationnement ne seront pas relevés.",
    "es": "El ayuntamiento dijo que no subirá las tarifas de los aparcamientos este año.",
    "it": "Il comune ha detto che le tariffe dei parcheggi non saranno più alte.",
    "pt": "A câmara disse que não vai aumentar as tarifas dos parques, mas que isso pode mudar.",
    "nl": "De gemeente zei dat het parkeren in de stad niet duurder wordt dan het was.",
    "sv": "Kommunen säger att det inte är sant och att avgifterna för parkering ska vara som de har varit.",
    "tr": "Belediye bu yıl için park ücretleri ile ilgili bir değişiklik olmadığını ve daha fazla bilgi verileceğini söyledi.",
    "ar": "قالت البلدية إن الرسوم لن ترتفع هذا العام",
    "fa": "شهرداری گفت که هزینه پارکینگ امسال گران نمی‌شود و چیزی تغییر نمی‌کند",
    "he": "העירייה אמרה כי התעריפים לא יעלו השנה",
    "ja": "市は今年の駐車料金を上げないと発表した",
    "zh": "市政府表示今年不会提高停车费",
    "ko": "시는 올해 주차 요금을 올리지 않겠다고 밝혔다",
    "ru": "Город сообщил, что плата за парковку в этом году не вырастет, это всё",
    "uk": "Місто повідомило, що плата за паркування цього року не зросте, і це її рішення",
    "el": "Ο δήμος είπε ότι τα τέλη δεν θα αυξηθούν",
    "th": "เทศบาลกล่าวว่าค่าจอดรถจะไม่ขึ้น",
    "hi": "नगर पालिका ने कहा कि शुल्क नहीं बढ़ेगा",
}


@pytest.mark.parametrize(("code", "text"), SENTENCES.items())
def test_a_plain_sentence_is_known(code: str, text: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize(
    "text", ["", "   ", "12,500 – 13,000", "OK", "IBM", "xq zzk brtl wpf ghkk lmnop qrst"]
)
def test_what_says_too_little_has_no_language(text: str) -> None:
    assert language_of(text) is None


def test_a_foreign_name_does_not_turn_the_text() -> None:
    assert language_of("The writer 村上春樹 said that he would not come to the fair this year.") == "en"


def test_only_the_start_is_looked_at() -> None:
    english = SENTENCES["en"] + " "

    assert language_of(english * 100 + SENTENCES["de"] * 1000) == "en"
