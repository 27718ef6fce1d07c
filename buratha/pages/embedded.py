"""What a story embeds: videos, sounds and frames, and posts of networks of friends that a script of theirs would draw."""

import re

from buratha.pages.body import Stretch
from buratha.pages.judged import Judged
from buratha.urls import resolve

_BELOW = 3
_POST = re.compile(r"/(?:status(?:es)?|p|reel|tv|posts|videos?|photos?)/[\w.-]+|/(?:story|permalink|photo|video)\.php\?|//t\.me/\w+/\d+")


def find_media(judged: Judged, stretch: Stretch) -> list[str]:
    """The addresses of what stands in a stretch, in the order of the page."""
    embedded = [(index, source) for index, _, source in judged.page.media] + _posts(judged)
    last = max(stretch.end, stretch.start + _BELOW)
    inside = sorted((each for each in embedded if stretch.start <= each[0] <= last), key=lambda each: each[0])
    found = (resolve(judged.url, source) for _, source in inside)
    return [url for url in dict.fromkeys(found) if url]


def _posts(judged: Judged) -> list[tuple[int, str]]:
    """Posts that only a link in their text tells the address of: the last one, behind the day. Each with the first line of its block."""
    found: dict[int, tuple[int, str]] = {}
    for line in judged.lines:
        if not line.node.embedded:
            continue
        block = next(id(node) for node in line.node.ancestors() if node.parent is None or not node.parent.embedded)
        first, post = found.get(block, (line.index, ""))
        found[block] = first, next((link.target for link in reversed(line.links) if _POST.search(link.target)), post)
    given = {index for index, kind, _ in judged.page.media if kind == "post"}
    return [(index, post) for index, post in found.values() if post and index not in given]
