"""Several records of one article, the newest of them no page: the article that was recorded is read, and what was passed over is counted."""

import gzip
import zlib
from pathlib import Path

from tests.agency.articles import load_articles
from tests.crawling import Place, Run, crawl
from tests.reading import crawl as pages_of
from tests.warc.archives import response

BASE = "http://archive.test"
HTML = "<!DOCTYPE html><html><head><title>{0}</title></head><body>{1}</body></html>"
GZIP = "Content-Encoding: gzip"
PAGES = pages_of([article for article in load_articles() if len(article.body.split()) > 60][:24], "plain-divs")
FIRST = 501
NUMBERS = list(range(FIRST, FIRST + len(PAGES)))


def zeros(megabytes: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(megabytes)) + packer.flush()


def at_a_lines_end(page: bytes) -> bytes:
    """Cut a page off behind its story's first line: nothing is left open but what every page of the kind closes at its end."""
    return page[: page.index(b"</div>", len(page) // 2) + len("</div>")]


def page(title: str, inner: str) -> bytes:
    return HTML.format(title, inner).encode()


MAINTENANCE = page("الموقع تحت الصيانة", "<h1>الموقع تحت الصيانة</h1><p>نعتذر، الموقع تحت الصيانة حاليا. حاول لاحقا.</p>")
WALL = page("Just a moment...", "<h1>Checking your browser before accessing</h1><p>Please verify you are a human.</p>")
MISSING = page("غير موجود", "<h1>الخبر غير موجود</h1>")
SHELL = b"<!DOCTYPE html><html><head><script src=/a.js></script><script src=/b.js></script></head><body><div id=app></div></body></html>"
LINK = page("x", "<a href=/>home</a>")

USELESS: dict[str, tuple[str, list[tuple[bytes, str, tuple[str, ...]]]]] = {
    "gzip that breaks off": ("damaged", [(gzip.compress(PAGES[0][0])[:-30], "200 OK", (GZIP,))]),
    "gzip with changed bytes": ("damaged", [(gzip.compress(PAGES[1][0])[:400] + bytes(30) + gzip.compress(PAGES[1][0])[430:], "200 OK", (GZIP,))]),
    "nothing": ("cut_off", [(b"", "200 OK", ())]),
    "blanks": ("cut_off", [(b" \r\n", "200 OK", ())]),
    "half a page": ("cut_off", [(PAGES[4][0][: len(PAGES[4][0]) // 2], "200 OK", ())]),
    "half a page, up to a line's end": ("cut_off", [(at_a_lines_end(PAGES[5][0]), "200 OK", ())]),
    "a page cut off within a tag": ("cut_off", [(PAGES[6][0][: PAGES[6][0].rindex(b"<") + 3], "200 OK", ())]),
    "a bomb": ("too_large", [(zeros(40), "200 OK", (GZIP,))]),
    "maintenance": ("server_error", [(MAINTENANCE, "200 OK", ())]),
    "a robot's wall": ("server_error", [(WALL, "200 OK", ())]),
    "a page that says there is none": ("not_found", [(MISSING, "200 OK", ())]),
    "a shell": ("needs_browser", [(SHELL, "200 OK", ())]),
    "no story": ("no_story", [(LINK, "200 OK", ())]),
    "no text": ("undecodable", [(bytes(range(256)) * 20, "200 OK", ())]),
    "trouble every day": ("server_error", [(MAINTENANCE, "200 OK", ())] * 9),
    "trouble of every kind": ("", [(b"", "200 OK", ()), (MAINTENANCE, "200 OK", ()), (b"gone", "404 Not Found", ()), (b"later", "503 Later", ())]),
    "no content": ("", [(b"", "204 No Content", ())]),
    "a part": ("", [(PAGES[17][0][300:900], "206 Partial Content", ("Content-Range: bytes 300-899/9000",))]),
    "not yet": ("", [(WALL, "202 Accepted", ())]),
    "gone": ("", [(b"gone", "404 Not Found", ())]),
}


def archive(folder: Path, records: list[bytes]) -> Path:
    folder.mkdir()
    (folder / "a.warc.gz").write_bytes(b"".join(records))
    return folder


def at(number: int, body: bytes, day: int, status: str = "200 OK", *headers: str) -> bytes:
    return response(f"{BASE}/arabic/news/{number}", body, status, *headers, WARC_Date=f"2026-11-{day:02}T08:00:00Z")


def read(folder: Path, records: list[bytes], count: int = len(PAGES)) -> Run:
    folder.mkdir(exist_ok=True)
    where = archive(folder / "warc", records)
    return crawl(Place(BASE, folder), "-a", f"ids={FIRST}-{FIRST + count - 1}", "-s", f"BURATHA_WARC_REPLAY={where}")


def test_whatever_useless_was_answered_later_the_page_is_read(tmp_path: Path) -> None:
    assert len(USELESS) <= len(PAGES)
    pages = [at(number, body, 1) for number, (body, _, _) in zip(NUMBERS, PAGES, strict=True)]
    later = [
        at(number, body, 2 + day, status, *headers)
        for number, (_, answers) in zip(NUMBERS, USELESS.values(), strict=False)
        for day, (body, status, headers) in enumerate(answers)
    ]
    alone, plain = read(tmp_path / "alone", pages + later), read(tmp_path / "plain", pages)
    assert (alone.code, plain.code) == (0, 0), alone.log
    assert alone.ids == NUMBERS
    told = [{record["id"]: (record["title"], record["body"]) for record in done.records} for done in (alone, plain)]
    assert told[0] == told[1]
    passed = {name.rpartition("/")[2]: count for name, count in alone.counts.items() if name.startswith("buratha/warc/passed_over/")}
    expected = {"damaged": 2, "cut_off": 5 + 1, "too_large": 1, "server_error": 2 + 9 + 1, "not_found": 1, "needs_browser": 1, "no_story": 1}
    assert passed == expected | {"undecodable": 1}


def edited(page: bytes) -> bytes:
    """A later edition: a sentence more at the end of the title, wherever the page has it."""
    title = page[page.index(b"<title>") + len(b"<title>") : page.index(b"</title>")].partition(b" - ")[0].partition(b" | ")[0].strip()
    return page.replace(title, title + b" 2")


def test_the_newest_whole_page_counts_as_before(tmp_path: Path) -> None:
    """Also one that closes nothing, where it is of another layout than the older page."""
    unclosed = edited(PAGES[1][0][: PAGES[1][0].rindex(b"</body")]).partition(b"<head")[2]
    records = [at(NUMBERS[0], PAGES[0][0], 1), at(NUMBERS[0], edited(PAGES[0][0]), 2), at(NUMBERS[0], MAINTENANCE, 3)]
    records += [at(NUMBERS[1], PAGES[1][0], 1), at(NUMBERS[1], b"<head><base><section></section><main></main><nav></nav" + unclosed, 2)]
    done = read(tmp_path, records, 2)
    assert done.ids == NUMBERS[:2]
    assert [record["title"][-2:] for record in done.records] == [" 2", " 2"]


def test_where_there_is_no_page_the_last_word_counts(tmp_path: Path) -> None:
    """A deletion after trouble is one; trouble after an answer that there is nothing (in another section) is trouble."""
    packed = gzip.compress(PAGES[2][0])[:-30]
    records = [at(NUMBERS[0], MAINTENANCE, 1), at(NUMBERS[0], b"gone", 2, "404 Not Found")]
    records += [at(NUMBERS[1], b"no", 1, "404 Not Found"), at(NUMBERS[1], MAINTENANCE, 2)]
    records += [at(NUMBERS[2], packed, 1, "200 OK", GZIP), at(NUMBERS[2], packed, 2, "200 OK", GZIP)]
    done = read(tmp_path, records, 3)
    assert not done.records
    assert (done.count("no_article/not_found"), done.count("no_article/server_error"), done.count("failed/article/damaged")) == (1, 1, 1)
