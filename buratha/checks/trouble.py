"""Whether more goes wrong than usual."""

from buratha.browser.addon import LACKS, UNDRAWN
from buratha.checks import thresholds
from buratha.checks.case import REFUSED_DAYS, Case, listed
from buratha.checks.finding import ERROR, WARNING, Check
from buratha.checks.risen import Risen, by_name

_REQUESTS, _ARTICLES = ("downloader/request_count",), ("buratha/articles/",)
_REFUSED = ("buratha/no_article/",)
_FAILED = ("buratha/failed/", "buratha/invalid/")
_PAGES = ("buratha/kept/", "buratha/dropped/unchanged", "buratha/dropped/older_than_held", *_REFUSED)


def _not_believed(case: Case) -> str | None:
    found = case.run.stats.below("buratha/not_believed/")
    names = listed(f"{name} {number:.0f}" for name, number in sorted(found.items(), key=lambda row: (-row[1], row[0])))
    return f"{sum(found.values()):.0f} article pages without an article are too many, or have one text, to be believed: {names}" if found else None


def _undrawn(case: Case) -> str | None:
    found = case.run.stats.below(UNDRAWN)
    names = listed(f"{number:.0f} since {LACKS.get(why, why)}" for why, number in sorted(found.items()))
    return f"{sum(found.values()):.0f} articles are drawn by script and came to nothing: {names}" if found else None


def _texts_lost(case: Case) -> str | None:
    found = case.run.stats["buratha/texts_lost"]
    return f"{found:.0f} held articles came back without their text, with a few words in its place or only its beginning" if found else None


def _begun(case: Case) -> str | None:
    found = case.run.stats.below("buratha/unfinished/not_drawn/")
    names = listed(f"{name} {number:.0f}" for name, number in sorted(found.items()))
    return (
        f"{sum(found.values()):.0f} articles are held with what their plain page has of them, as the browser failed at the rest: {names}"
        if found
        else None
    )


def _forbidden(case: Case) -> str | None:
    kinds = {"article": "known articles that are not held", "held": "held articles that were to be read again", "listing": "listings"}
    found = case.run.stats.below("buratha/forbidden_by_robots/")
    named = listed(f"{found[kind]:.0f} of {name}" for kind, name in kinds.items() if found.get(kind))
    return f"robots.txt forbids pages: {named}" if named else None


_MORE_FAILED = Risen(
    "{} of the requests failed",
    part=(*_FAILED, "spider_exceptions/count"),
    whole=_REQUESTS,
    step=thresholds.TROUBLE_STEP,
    fewest=thresholds.FEWEST_REQUESTS,
    named=(*_FAILED, "spider_exceptions/"),
)


def _failed(case: Case) -> str | None:
    lost = case.run.in_vain
    if lost is None:
        return _MORE_FAILED(case)
    names = by_name(case.run.stats, (*_FAILED, "buratha/no_article/"))
    return f"hardly anything came: {lost.part:.0f} of {lost.whole:.0f} pages failed: {names}"


_REFUSED_MORE = Risen(
    "{} of the records have a date that cannot be, which was refused",
    part=(REFUSED_DAYS,),
    whole=_ARTICLES,
    step=thresholds.TROUBLE_STEP,
    fewest=thresholds.FEWEST_RECORDS,
)


def _refused_more(case: Case) -> str | None:
    return None if case.run.refuses_days else _REFUSED_MORE(case)


def _refused_all(case: Case) -> str | None:
    if not case.run.refuses_days:
        return None
    stats = case.run.stats
    return (
        f"{stats[REFUSED_DAYS]:.0f} of {stats.sum(*_ARTICLES):.0f} records have a date that cannot be, or is still to come by this machine's clock, "
        f"which had {case.run.started:%Y-%m-%d %H:%M} UTC when the run began"
    )


CHECKS = (
    Check(
        "forbidden",
        WARNING,
        "The site's robots.txt forbids pages that the crawl would read.",
        "They are not asked for, and nothing is lost: when they are allowed again, the next run asks for them. Read the site's robots.txt (the log "
        "names the pages, “forbidden_by_robots”). Where it is meant, ask the agency; or leave those sections out (-a sections=…).",
        _forbidden,
    ),
    Check(
        "errors",
        ERROR,
        "More pages than usual failed, or nearly all: not fetched, not read, or not fit for the schema.",
        "The names say why. http_5xx, timeout, connection_…, server_error (an error page that is sent as if all were well): the server; slow down "
        "(DOWNLOAD_DELAY) or wait. http_403, http_429: the server refuses the crawler; talk to the agency. "
        "Names of fields: the schema; Python names: the log has the traceback, and it is a bug.",
        _failed,
        needs_history=True,
    ),
    Check(
        "pages-refused",
        ERROR,
        "More article pages than usual were read and have no article.",
        "The names say what was seen instead. Open one of the addresses (in the log, “No article”) in a browser: where a reader sees an article, the "
        "page is built in a way that is not understood; needs_browser: it is drawn by script.",
        Risen(
            "{} of the article pages have no article",
            part=_REFUSED,
            whole=_PAGES,
            step=thresholds.TROUBLE_STEP,
            fewest=thresholds.FEWEST_RECORDS,
            named=_REFUSED,
            # Old links lead nowhere, and one story may have many; an editor may withdraw many stories on one day.
            apart=frozenset({"buratha/no_article/linked_not_found", "buratha/no_article/withdrawn"}),
        ),
        needs_history=True,
    ),
    Check(
        "pages-not-believed",
        ERROR,
        "So many article pages have no article, or several have one and the same text, that the run itself does not believe it.",
        "Nothing is lost: the next run asks for them again. Open one of the addresses (in the log, “No article”) in a browser, on another machine "
        "too: where a reader sees an article only there, the server walls this machine off; ask the agency. Where nobody does, wait until the site "
        "is well. Where everybody does, the page is built in a way that is not understood.",
        _not_believed,
    ),
    Check(
        "browser-missing",
        ERROR,
        "Many articles, or several with one text, have none before a script has run, and no browser runs it.",
        "Nothing is lost: the next run asks for them again. BURATHA_BROWSER is never: set it to auto, or leave it out. There is no Chromium: install "
        "it (tools/system-packages, as root, or .venv/bin/playwright install chromium). Chromium does not start: the log has what it said (“The "
        "browser does not start”); see by hand whether it does, or name another in BURATHA_BROWSER_PATH.",
        _undrawn,
    ),
    Check(
        "texts-lost",
        ERROR,
        "Several held articles came back without their text, so that the run itself does not believe it.",
        "Nothing is lost: their texts are held as they were delivered, and the next run asks again. Open one of the addresses (in the log, “its page "
        "has hardly any now”) in a browser. No text there either: the site's template broke; what is new may lack its text as well, and the agency "
        "would like to know. A text there: the page is built in a way that is not understood, and docs/site-changed.md leads from there to a layout "
        "entry.",
        _texts_lost,
    ),
    Check(
        "texts-begun",
        WARNING,
        "The browser could not show articles of whose text the plain page seems to have only a part.",
        "They are held, and their bodies are among the doubts; no later run asks for them by itself. Once the browser works (docs/browser.md says "
        "what its failures mean), read them again: scrapy crawl buratha -a again=yes -a ids=FROM-TO with the numbers that the log names "
        "(“could not finish”).",
        _begun,
    ),
    Check(
        "retries",
        WARNING,
        "More requests than usual had to be repeated.",
        "The server or the way to it is in trouble, or the crawl is too fast for it. When it lasts, raise DOWNLOAD_DELAY.",
        Risen(
            "{} of the requests had to be repeated",
            part=("retry/count",),
            whole=_REQUESTS,
            step=thresholds.RETRY_STEP,
            fewest=thresholds.FEWEST_REQUESTS,
            named=("retry/reason_count/",),
        ),
        needs_history=True,
    ),
    Check(
        "dates-refused",
        WARNING,
        "More records than usual have a date that cannot be right.",
        "Dates before 2006 or in the future are refused, and those that only structured data tells where no article of the number can have them "
        "(the day of an import). Compare “published_printed” with the page: either the site prints dates in another form, "
        "with day and month exchanged perhaps, or this machine's clock is wrong.",
        _refused_more,
        needs_history=True,
    ),
    Check(
        "dates-all-refused",
        ERROR,
        "Nearly every record has a date that cannot be right.",
        "Look at this machine's clock: with one that is behind, every date is still to come, and is refused. Set it right; then the next "
        "run reads all of them again by itself that have numbers above those whose dates are known to be old: as many pages at once. Of others "
        "50 are read in a run. They are delivered as revisions with their dates. To have those at once as well: scrapy crawl buratha -a again=yes. "
        "Where the clock is right, compare “published_printed” with the page, as for dates-refused.",
        _refused_all,
    ),
)
