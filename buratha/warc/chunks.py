"""Chunked bodies joined, as tools of the web archives leave them: also where the chunks break off, and where there are none."""

import re

_SIZE = re.compile(rb"[ \t]*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\n]{0,4096})?\r?\n")


def joined(body: bytes) -> tuple[bytes, bool]:
    """The body without the marks of its chunks, and whether it came to its end. A body that was joined already is left as it is."""
    size = _SIZE.match(body)
    if not size:
        return body, True
    pieces: list[bytes] = []
    while size:
        length = int(size[1], 16)
        if not length:
            return b"".join(pieces), True
        pieces.append(body[size.end() : size.end() + length])
        if len(pieces[-1]) < length:
            break
        after = size.end() + length
        after += 2 if body.startswith(b"\r\n", after) else 1 if body.startswith(b"\n", after) else 0
        size = _SIZE.match(body, after)
    return b"".join(pieces), False
