"""What stands on a page where its story should: why such a page gives no record."""

from buratha.pages.kinds import NoArticle, no_article
from buratha.pages.notices import NO_STORY, heads_no_story, notice_in
from buratha.pages.trace import Trace

_FEW_WORDS = 25


def told_instead(trace: Trace, words: int, *, shown: bool) -> NoArticle | None:
    """Why a page is none that has an article's title, and perhaps its date, but a notice in place of the story.

    It is asked for again, where a record without a text would pass for the article. ``shown``: with a picture or a film of its own a page may be
    an article without a text, in a layout whose forms say such things.
    """
    url = trace.judged.url
    if trace.title is not None and trace.meta is None and words <= _FEW_WORDS and heads_no_story(trace.title.key):
        return no_article("server_error", url, f"its headline is «{trace.title.text}»")
    if trace.lines:
        return None
    for line in sorted(trace.notices, key=lambda line: line.index):
        notice = notice_in(line.text)
        if notice is not None and notice.reason != NO_STORY and not (shown and notice.aside):
            return no_article(notice.reason, url, f"in place of a story it says «{line.text[:100]}»")
    return None if shown else _left_out(trace)


def _left_out(trace: Trace) -> NoArticle | None:
    """The notice, or a program's message, among the lines below the title that were taken for none of the story's."""
    judged, read = trace.judged, trace.fitted | set(trace.meta.lines if trace.meta else ())
    start = trace.title.index + 1 if trace.title else trace.stretch.start
    for line in judged.lines[start : max(trace.stretch.limit, start)]:
        evidence = judged.evidence[line.index]
        if evidence.message:
            return no_article("server_error", judged.url, f"in place of a story a program says «{line.text[:100]}»")
        notice = None if evidence.against or line.is_link or line.index in read else notice_in(line.text)
        if notice is not None and notice.reason != NO_STORY:
            return no_article(notice.reason, judged.url, f"in place of a story it says «{line.text[:100]}»")
    return None
