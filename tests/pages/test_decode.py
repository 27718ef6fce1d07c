"""From bytes to text: declared, undeclared, falsely declared and damaged pages."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buratha.pages.decode import decode, is_binary

STORY = "أعلنت وزارة النفط العراقية أن معدل الصادرات بلغ ثلاثة ملايين و400 ألف برميل يوميا، وقال المتحدث باسمها «إن الأسعار جيدة» ؟ چم چمال"
ISO_STORY = "أعلنت وزارة النفط العراقية أن معدل الصادرات بلغ ثلاثة ملايين برميل يوميا، وقال المتحدث إن الأسعار جيدة ؟"
SHORT = "خبر عاجل من النجف"


def page(text: str = STORY, meta: str = "") -> str:
    tag = f'<meta http-equiv="Content-Type" content="text/html; charset={meta}">' if meta else ""
    return f'<html><head>{tag}<title>{text[:20]}</title></head><body class="main"><p>{text}</p><script>var a = 1;</script></body></html>'


CASES = [
    pytest.param("utf-8", None, "", id="utf-8 undeclared"),
    pytest.param("utf-8", "text/html; charset=utf-8", "", id="utf-8 declared in the header"),
    pytest.param("utf-8", "text/html; charset=UTF-8", "UTF-8", id="utf-8 declared twice"),
    pytest.param("utf-8", None, "utf-8", id="utf-8 declared in the page"),
    pytest.param("utf-8", "text/html; charset=windows-1256", "", id="utf-8 falsely declared windows-1256 in the header"),
    pytest.param("utf-8", "text/html", "windows-1256", id="utf-8 falsely declared windows-1256 in the page"),
    pytest.param("utf-8", "text/html; charset=iso-8859-1", "", id="utf-8 falsely declared latin-1"),
    pytest.param("utf-8", "text/html; charset=no-such-thing", "nothing", id="utf-8 declared as nonsense"),
    pytest.param("utf-8", "", "", id="empty content type"),
    pytest.param("cp1256", None, "", id="windows-1256 undeclared"),
    pytest.param("cp1256", "text/html", "", id="windows-1256 without charset in the header"),
    pytest.param("cp1256", "text/html; charset=windows-1256", "windows-1256", id="windows-1256 declared"),
    pytest.param("cp1256", None, "windows-1256", id="windows-1256 declared in the page"),
    pytest.param("cp1256", "text/html; charset=utf-8", "", id="windows-1256 falsely declared utf-8 in the header"),
    pytest.param("cp1256", "text/html; charset=utf-8", "utf-8", id="windows-1256 falsely declared utf-8 twice"),
    pytest.param("cp1256", None, "utf-8", id="windows-1256 falsely declared utf-8 in the page"),
    pytest.param("cp1256", "text/html; charset=utf-8", "windows-1256", id="windows-1256, header and page disagree"),
    pytest.param("cp1256", "text/html; charset=iso-8859-1", "", id="windows-1256 falsely declared latin-1"),
    pytest.param("cp1256", "text/html; charset=windows-1252", "", id="windows-1256 falsely declared windows-1252"),
    pytest.param("cp1256", "text/html; charset=iso-8859-6", "", id="windows-1256 falsely declared iso-8859-6"),
    pytest.param("cp1256", "text/html; charset=base64", "", id="windows-1256 declared as what is no charset"),
]


@pytest.mark.parametrize(("encoding", "content_type", "meta"), CASES)
@pytest.mark.parametrize("text", [STORY, SHORT], ids=["story", "few words"])
def test_the_bytes_are_believed(text: str, encoding: str, content_type: str | None, meta: str) -> None:
    decoded = decode(page(text, meta).encode(encoding), content_type)
    assert decoded.text == page(text, meta)
    assert codecs.lookup(decoded.encoding) == codecs.lookup(encoding)
    assert decoded.lost == 0


@pytest.mark.parametrize(
    ("content_type", "meta"),
    [
        ("text/html; charset=iso-8859-6", ""),
        (None, "iso-8859-6"),
        (None, ""),
        ("text/html; charset=utf-8", ""),
        ("text/html; charset=windows-1256", ""),
    ],
)
def test_iso_8859_6(content_type: str | None, meta: str) -> None:
    decoded = decode(page(ISO_STORY, meta).encode("iso8859_6"), content_type)
    assert decoded.text == page(ISO_STORY, meta)
    assert decoded.lost == 0


@pytest.mark.parametrize(
    ("declared", "content_type", "meta"),
    [
        (None, None, ""),
        ("utf-8", "text/html; charset=utf-8", ""),
        ("utf-8", None, "utf-8"),
        ("cp1256", "text/html; charset=windows-1256", ""),
        ("utf-8", "text/html; charset=utf-8", "windows-1256"),
        (None, "text/html; charset=no-such-thing", ""),
    ],
)
def test_what_was_declared_is_reported(declared: str | None, content_type: str | None, meta: str) -> None:
    assert decode(page(meta=meta).encode("cp1256"), content_type).declared == declared


@pytest.mark.parametrize("content_type", [None, "text/html; charset=utf-8", "text/html; charset=windows-1256", "text/html; charset=utf-16"])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
    ids=["utf-8", "utf-16-le", "utf-16-be"],
)
def test_a_byte_order_mark_wins_and_is_no_text(mark: bytes, encoding: str, content_type: str | None) -> None:
    decoded = decode(mark + page().encode(encoding), content_type)
    assert (decoded.text, decoded.encoding, decoded.lost) == (page(), encoding, 0)


def test_a_utf8_mark_before_windows_1256_is_a_lie() -> None:
    decoded = decode(codecs.BOM_UTF8 + page().encode("cp1256"), None)
    assert (decoded.text, decoded.encoding, decoded.lost) == (page(), "cp1256", 0)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declared", [True, False])
def test_utf16_without_a_mark(encoding: str, declared: bool) -> None:
    decoded = decode(page().encode(encoding), f"text/html; charset={encoding}" if declared else None)
    assert (decoded.text, decoded.encoding, decoded.lost) == (page(), encoding, 0)


def test_utf16_cut_in_the_middle_of_a_character() -> None:
    decoded = decode((codecs.BOM_UTF16_LE + page().encode("utf-16-le"))[:-1], None)
    assert decoded.text.startswith(page()[:-1])
    assert decoded.lost == 1


def test_utf16_that_is_only_claimed() -> None:
    assert decode(page().encode("utf-8"), "text/html; charset=utf-16").text == page()
    assert decode(page().encode("cp1256"), "text/html; charset=utf-16").text == page()


@pytest.mark.parametrize("content_type", [None, "text/html; charset=utf-8", "text/html; charset=windows-1256"])
def test_damaged_utf8_stays_utf8_and_the_loss_is_counted(content_type: str | None) -> None:
    body = bytearray(page().encode("utf-8"))
    places = [at for at, byte in enumerate(body) if byte >= 0xD8][::25]
    for at in places:
        body[at] = 0xFF
    decoded = decode(bytes(body), content_type)
    assert decoded.encoding == "utf-8"
    assert decoded.lost == decoded.text.count("\ufffd") > 0
    assert "وزارة النفط" in decoded.text


def test_utf8_cut_in_the_middle_of_a_character() -> None:
    body = f"<p>{STORY}".encode()
    decoded = decode(body[:-1], "text/html; charset=utf-8")
    assert (decoded.encoding, decoded.lost) == ("utf-8", 1)
    assert decoded.text[:-1] == f"<p>{STORY}"[:-1]


def test_replacement_characters_in_the_page_count_as_lost() -> None:
    assert decode("<p>خبر \ufffd\ufffd عاجل</p>".encode(), None).lost == 2


def test_windows_1256_with_a_few_utf8_characters() -> None:
    body = page().encode("cp1256") + "<!-- © 2010 – جميع -->".encode()
    assert STORY in decode(body, None).text


def test_latin_pages_keep_the_declared_encoding() -> None:
    text = page("Élection présidentielle à Besançon : l'été où tout a changé, garçon")
    decoded = decode(text.encode("cp1252"), "text/html; charset=windows-1252")
    assert (decoded.text, decoded.encoding) == (text, "cp1252")
    german = page("Größe, Übung und Ärger: Öl für Köln, süße Äpfel")
    assert decode(german.encode("latin-1"), "text/html; charset=iso-8859-1").text == german


def test_a_lone_sign_in_an_ascii_page() -> None:
    assert decode(b"<p>\xa9 2010 Buratha</p>", None).text == "<p>© 2010 Buratha</p>"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1256", "utf-16-le", "utf-16-be"])
def test_zeros_that_fill_up_a_block_are_no_text(encoding: str) -> None:
    decoded = decode(page().encode(encoding) + bytes(4000))
    assert (decoded.text, decoded.lost, is_binary(decoded.text)) == (page(), 0, False)


def test_an_empty_page() -> None:
    decoded = decode(b"", None)
    assert (decoded.text, decoded.declared, decoded.lost) == ("", None, 0)
    assert decode(codecs.BOM_UTF8, "text/html").text == ""
    assert decode(codecs.BOM_UTF16_LE, None).text == ""


BINARY = [
    b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
    b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(reversed(range(256))),
    b"\x1f\x8b\x08" + b"\xff\x00\xaa" * 99,
    b"\x00" * 999,
    b"%PDF-1.4\n\xe2\xe3\xcf\xd3",
]


@pytest.mark.parametrize("body", BINARY)
def test_binary_files_do_not_raise(body: bytes) -> None:
    decoded = decode(body, "text/html")
    assert decoded.lost == decoded.text.count("\ufffd")


@pytest.mark.parametrize("body", [body for body in BINARY if not body.startswith(b"%PDF")])
def test_binary_files_are_seen_as_such(body: bytes) -> None:
    assert is_binary(decode(body, "text/html").text)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1256", "utf-16-le"])
def test_pages_are_no_binary_files(encoding: str) -> None:
    assert not is_binary(decode(page().encode(encoding), None).text)
    assert not is_binary("")


CHARSETS = [
    "utf-8",
    "windows-1256",
    "iso-8859-6",
    "utf-16",
    "utf-16le",
    "utf-7",
    "utf-32",
    "base64",
    "rot13",
    "hex",
    "idna",
    "punycode",
    "undefined",
    "unicode_escape",
    "cp037",
    "big5",
    "mbcs",
    "\x00",
    "é",
    "",
]


@given(st.binary(max_size=300), st.one_of(st.none(), st.text(max_size=30), st.sampled_from(CHARSETS).map("text/html; charset={}".format)))
def test_no_bytes_and_no_declaration_raise(body: bytes, content_type: str | None) -> None:
    decoded = decode(body, content_type)
    assert decoded.lost == decoded.text.count("\ufffd")
    codecs.lookup(decoded.encoding)


@pytest.mark.parametrize("charset", CHARSETS)
def test_no_charset_raises(charset: str) -> None:
    for body in (b"\x80\x81 plain \xff", page().encode("cp1256"), page().encode(), b"\x00\xfe\x00"):
        decode(body, f"text/html; charset={charset}")
        decode(page(meta=charset).encode("ascii", "replace") + body, None)


WORDS = st.lists(st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهوي", min_size=2, max_size=9), min_size=3, max_size=20).map("، ".join)


@given(WORDS, st.sampled_from([None, "text/html; charset=utf-8", "text/html; charset=windows-1256"]))
def test_arabic_survives_in_both_encodings(text: str, content_type: str | None) -> None:
    for encoding in ("utf-8", "cp1256"):
        assert decode(f"<p>{text}</p>".encode(encoding), content_type).text == f"<p>{text}</p>"
