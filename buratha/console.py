"""Standard output as it is found: not every terminal has Arabic letters, and not everybody reads to the end."""

import json
import os
import sys
from typing import Any


def say(text: str) -> None:
    r"""Write to standard output. What its encoding does not have is written as ``\\u0627``, and who has stopped reading is left in peace.

    Raises:
        SystemExit: it cannot be written; standard error says why.

    """
    encoding = sys.stdout.encoding or "utf-8"
    try:
        sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains at its end
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.stderr.write(f"standard output cannot be written: {error.strerror}\n")
        raise SystemExit(1) from error


def json_text(data: Any, indent: int = 1) -> str:
    """JSON for standard output: with letters as they are where it has them all, valid in any case."""
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(data, indent=indent)
    return f"{text}\n"


def is_unicode(text: str) -> bool:
    """Whether what came with a command's line was UTF-8: Python keeps other bytes as half surrogates, which can be written nowhere."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
