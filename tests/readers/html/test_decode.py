"""Encodings of pages: declared, undeclared, wrongly declared."""

# ruff: noqa: E501 - pages and texts

from __future__ import annotations

import codecs

import pytest

from archive.errors import BadInput
from archive.readers.html.decode import page_text

FRENCH = "Le pont est fermé depuis mardi, a déclaré la mairie. « C’est décidé », a-t-elle ajouté à Genève."
RUSSIAN = "Мост закрыли во вторник, сообщает городская администрация. Ремонт продлится до весны, движение пойдёт в объезд."
JAPANESE = "市は火曜日、橋を閉鎖したと発表した。市長は記者会見で「ほかに方法がなかった」と述べ、修理は春まで続くと説明した。"
CHINESE = "市政府周二宣布关闭大桥。市长在新闻发布会上说,没有别的办法,维修工作将持续到明年春天。"


def page(text: str, encoding: str, *, declared: str | None = None) -> bytes:
    meta = f'<meta charset="{declared}">' if declared else ""
    return f"<html><head>{meta}<title>x</title></head><body><p>{text}</p></body></html>".encode(encoding)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(FRENCH, "windows-1252"), (RUSSIAN, "koi8-r"), (RUSSIAN, "windows-1251"), (JAPANESE, "shift_jis"), (JAPANESE, "euc-jp"),
     (CHINESE, "gb18030"), (FRENCH, "utf-8"), (FRENCH, "utf-16-le"), (JAPANESE, "utf-16-be")],
)  # fmt: skip
def test_a_page_is_read_whether_it_declares_its_encoding_or_not(text: str, encoding: str) -> None:
    assert text in page_text(page(text, encoding))
    assert text in page_text(page(text, encoding, declared=encoding))


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF8])
def test_a_byte_order_mark_decides(mark: bytes) -> None:
    encoding = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}.get(mark, "utf-8")

    assert FRENCH in page_text(mark + page(FRENCH, encoding, declared="koi8-r"))


def test_latin_1_means_windows_1252_as_in_every_browser() -> None:
    assert FRENCH in page_text(page(FRENCH, "windows-1252", declared="iso-8859-1"))
    assert FRENCH in page_text(page(FRENCH, "windows-1252"), "text/html; charset=ISO-8859-1")


def test_bytes_that_are_utf_8_are_read_so_whatever_is_declared() -> None:
    assert FRENCH in page_text(page(FRENCH, "utf-8", declared="windows-1252"), "text/html; charset=latin1")


def test_a_server_s_default_yields_to_what_the_page_says() -> None:
    assert RUSSIAN in page_text(page(RUSSIAN, "koi8-r", declared="koi8-r"), "text/html; charset=iso-8859-1")


def test_what_a_server_says_wins_over_the_page() -> None:
    assert RUSSIAN in page_text(page(RUSSIAN, "koi8-r", declared="windows-1251"), "text/html; charset=koi8-r")


def test_a_declared_encoding_that_is_none_is_passed_over() -> None:
    assert FRENCH in page_text(page(FRENCH, "windows-1252", declared="base64"))
    assert FRENCH in page_text(page(FRENCH, "utf-8", declared="no-such-thing"))


def test_utf_8_with_a_byte_wrong_stays_utf_8() -> None:
    raw = page(FRENCH, "utf-8", declared="utf-8")

    assert "« C’est décidé »" in page_text(raw.replace(b"mardi", b"mard\xff"))


def test_characters_given_come_back_without_nul_and_half_characters() -> None:
    assert page_text("<p>a\0b\ud800c</p>") == "<p>ab\ufffdc</p>"


@pytest.mark.parametrize("raw", [b"GIF89a" + bytes(20), bytes(range(256)) * 8, b"\x7fELF\x02"])
def test_what_is_binary_is_no_page(raw: bytes) -> None:
    with pytest.raises(BadInput, match="binary"):
        page_text(raw)
