"""Whether answers came whole; one that did not is asked for again, until it is plain that its page ends like that."""

import re
from collections import Counter
from collections.abc import Sequence

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.http import Response

from buratha.pages.program_messages import ends_in_a_failure
from buratha.pages.whole import Endings, same_ending

CUT_OFF = "cut_off"
_EARLIER = "cut_off_before"
"""Key in a request's meta: the texts of earlier answers that seemed cut off."""
_CLOSED = "</html>"
_LEARNT, _SAMPLE = 300, 20
"""From so many closed pages is learnt how pages end, then from every twentieth: the rest say nothing new."""
_USUAL = 3
_NUMBER = re.compile(r"\d+")
_PROOF = {"unsure": 1, "cut": 2}
"""So many earlier answers have to end the same way before a page is taken as it is."""


class Wholeness:
    """Judges answers of one run."""

    def __init__(self) -> None:
        """Begin without knowledge of how the site's pages end."""
        self._endings = Endings()
        self._failures: Counter[str] = Counter()
        self._closed = 0

    def is_whole(self, text: str, earlier: Sequence[str]) -> bool:
        """Whether a page can be taken as it is; ``earlier`` are the texts of earlier answers that could not."""
        if failure := ends_in_a_failure(text):
            return self._is_usual_failure(failure, earlier)
        if text[-200:].rstrip().lower().endswith(_CLOSED):
            self._closed += 1
            if self._closed <= _LEARNT or self._closed % _SAMPLE == 0:
                self._endings.observe(text)
            return True
        verdict = self._endings.judge(text)
        if verdict != "whole" and text:
            alike = sum(same_ending(text, before) for before in earlier)
            verdict = "whole" if alike >= _PROOF[verdict] else verdict
        if verdict == "whole":
            self._endings.observe(text)
        return verdict == "whole"

    def _is_usual_failure(self, failure: str, earlier: Sequence[str]) -> bool:
        """Whether a program's last words end this page each time it is asked for, or have ended others so: then the page has no more than that."""
        words = _NUMBER.sub("#", failure)
        alike = sum(_NUMBER.sub("#", ends_in_a_failure(before) or "") == words for before in earlier)
        if self._failures[words] >= _USUAL or alike >= _PROOF["cut"]:
            self._failures[words] += 1
            return True
        return False


def ask_again(text: str, response: Response, spider: Spider) -> Request | None:
    """The request once more; None when it was asked for often enough."""
    request = response.request
    assert request is not None
    again = get_retry_request(request, spider=spider, reason=CUT_OFF)
    if again is not None:
        again.meta[_EARLIER] = [*earlier_answers(response), text]
    return again


def earlier_answers(response: Response) -> tuple[str, ...]:
    """The texts of earlier answers for the same page that seemed cut off."""
    return tuple(response.request.meta.get(_EARLIER, ())) if response.request is not None else ()
