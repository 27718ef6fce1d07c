"""What programs print into a page when they fail (PHP, ASP.NET, databases): no text of a story's, wherever it stands."""

import re
from functools import lru_cache

_PATH = r"(?:[A-Za-z]:\\|/)\S+"
_KINDS = r"warning|notice|deprecated|strict standards|(?:catchable |recoverable |uncaught )?(?:fatal|parse|core|compile) error"
_SEVERITY = rf"(?:\(\s?!\s?\)\s?)?(?:PHP )?(?:{_KINDS})"
_PHP = rf"{_SEVERITY}\s?:\s(?:.*\bon line \d+|.*\bin {_PATH}|[\w:>-]+\(\))"
_TRACE = rf"stack trace:|call stack\b|#\d+ (?:{_PATH}|\[internal function\]|\{{main\}})|thrown in {_PATH}|at [\w.+`<>]+\.[\w.+`<>]+\(.*\)"
_ASP = (
    r"server error in '[^']*' application|microsoft (?:ole db|vbscript|jet|jscript|odbc)\b|adodb\.|active server pages error|"
    r"description: an (?:unhandled exception|error) occurred|exception details:|source error:|source file:|version information: microsoft|"
    r"\[?\w*(?:exception|error) \(0x[0-9a-f]+\)|\[\w+exception\b|/\S+\.aspx?, line \d+"
)
_DATABASE = (
    r"you have an error in your sql syntax|sqlstate\[|too many connections|(?:mysql )?server has gone away|lost connection to mysql|"
    r"can't connect to (?:local )?mysql|(?:could not|unable to|cannot) connect to (?:the )?(?:database|mysql)|access denied for user '|"
    r"unknown column '|table '[^']+' (?:doesn't exist|is marked as crashed)|got error \d+ from storage engine|incorrect key file for table|"
    r"error establishing a database connection|(?:mysql|database|db) error\b|ora-\d{5}"
)
_LEAST, _LONGEST = 1, 4000
_PREFIX = r"(?:[\w ()#]{1,40}[:-]\s)?"
_MESSAGE = re.compile(rf"(?:{_PHP}|{_TRACE}|{_ASP}|{_PREFIX}(?:{_DATABASE}))", re.IGNORECASE)
_FATAL = re.compile(r"(?:\(\s?!\s?\)\s?)?(?:PHP )?(?:\w+ )?(?:fatal|parse|core|compile) error\s?:|server error in|\[?\w+exception", re.IGNORECASE)
_ARABIC = re.compile("[\u0621-\u064a]")
_OWN_LINE = re.compile(rf"^[ \t\r]*{_SEVERITY}\s?:\s.*\bon line \d+[ \t\r]*$", re.IGNORECASE | re.MULTILINE)
"""How PHP sets a message into a page that it takes for plain text: between two line ends, which HTML does not show."""

_TAIL = 3_000
_MARKUP = re.compile(r"<[^<>]*>")
_LAST_WORDS = re.compile(
    r"(?:PHP )?(?:catchable |recoverable |uncaught )?(?:fatal|parse|core|compile) error\s?: [^\u0621-\u064a]*?\bon line \d+", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def is_program_message(text: str) -> bool:
    """Whether a line is nothing but what a program says of its failure.

    >>> is_program_message("Notice: Undefined index: tags in /var/www/html/article.php on line 214")
    True
    """
    if not text[:1].isascii() or len(text) > _LONGEST or text.count(" ") < _LEAST:
        return False
    found = _MESSAGE.match(text)
    return found is not None and _ARABIC.search(text, found.end()) is None


def is_fatal(text: str) -> bool:
    """Whether the program that says so ended with it, and the page too."""
    return _FATAL.match(text) is not None


def message_lines(text: str) -> list[str]:
    r"""A text cut where messages begin and end that only the source's line ends set apart.

    >>> message_lines("Warning: x() failed in /a.php on line 3\nقال الوزير")
    ['Warning: x() failed in /a.php on line 3', '\nقال الوزير']
    """
    if " on line " not in text:
        return [text]
    points = [point for found in _OWN_LINE.finditer(text) for point in found.span()]
    pieces = [text[start:end] for start, end in zip([0, *points], [*points, len(text)], strict=True)]
    return [piece for piece in pieces if piece]


def ends_in_a_failure(text: str) -> str | None:
    """The message of a program that ended with it as the last words of a page, be it closed behind them; None for other pages."""
    tail = " ".join(_MARKUP.sub(" ", text[-_TAIL:]).split())
    found = next(reversed(list(_LAST_WORDS.finditer(tail))), None)
    return found[0] if found is not None and found.end() >= len(tail) - 1 else None
