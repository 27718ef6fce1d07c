"""Every Scrapy setting that is changed, with Scrapy's own default and the reason. The environment is read here and nowhere else.

All of them can be given on the command line as well: ``scrapy crawl buratha -s NAME=value``.
"""

import os

# -- where things are --------------------------------------------------------------------------------------------------
# Also from the environment, under the same names. Relative paths start at the folder of scrapy.cfg.


def _environment(name: str, default: str | None) -> str | None:
    """A variable of the environment; an empty one is none."""
    return os.environ.get(name) or default


# The server: scheme, host and port. Any server that behaves like the agency can be crawled.
BURATHA_BASE_URL = _environment("BURATHA_BASE_URL", "https://burathanews.com")
# The folder in which each run leaves its two feeds.
BURATHA_FEEDS_DIR = _environment("BURATHA_FEEDS_DIR", "feeds")
# Where the articles that are held are kept between runs.
BURATHA_ARCHIVE_URL = _environment("BURATHA_ARCHIVE_URL", "sqlite:///data/archive.sqlite")
# A Redis through which several machines are to share their requests: checked, and not used yet.
BURATHA_REDIS_URL = _environment("BURATHA_REDIS_URL", None)
# Reports, what was learnt of the site's furniture, and the index of `scrapy browse` are kept here; none: beside the archive's file.
BURATHA_DATA_DIR = _environment("BURATHA_DATA_DIR", None)
# A file of layouts that were seen, as selectors (see resources/layouts.toml); none: those of the package alone.
BURATHA_LAYOUTS = _environment("BURATHA_LAYOUTS", None)
# Whom the agency can turn to: an address of the web or a mail address, sent with every request.
BURATHA_CONTACT = _environment("BURATHA_CONTACT", "no contact given: set BURATHA_CONTACT")

# Who is told of failures and findings, one message a run: addresses of Apprise with spaces between (slack://…, tgram://…, mailto://…, json://…).
BURATHA_NOTIFY = _environment("BURATHA_NOTIFY", None)
# The file, …/buratha.prom in a folder that is there, in which node_exporter's textfile collector finds how the last run went; none: it is not
# written.
BURATHA_PROMETHEUS_FILE = _environment("BURATHA_PROMETHEUS_FILE", None)

# -- what is kept, and what is read again ----------------------------------------------------------------------------------
BURATHA_YOUNG_HOURS = 48.0  # articles published so lately are read again: they may have been edited
BURATHA_MOST_TRIES = 5  # so many runs ask for an article or a listing's page that fails, then it is given up and reported
# Sections that the agency has closed, renamed or emptied, by their slugs with commas between: their listings are not asked for any more.
BURATHA_CLOSED_SECTIONS = _environment("BURATHA_CLOSED_SECTIONS", "")
BURATHA_DELIVER_DUPLICATES = False  # True: an article whose text another one has comes in the feeds too, marked duplicate_of

# -- reading -----------------------------------------------------------------------------------------------------------
BURATHA_READER_PROCESS_AFTER = 200  # from so many pages on, read or known to come, a process beside the crawl's reads, on another core; -1: never

# -- raw pages ---------------------------------------------------------------------------------------------------------
# Every response is kept in WARC files in this folder; none: raw pages are not kept.
BURATHA_WARC_DIR = _environment("BURATHA_WARC_DIR", None)
# Folders and WARC files, with commas between, that are read instead of the network; none: the network is asked.
BURATHA_WARC_REPLAY = _environment("BURATHA_WARC_REPLAY", None)
# A day or moment in UTC: what was recorded later is not read; none: the newest record counts.
BURATHA_WARC_AS_OF = _environment("BURATHA_WARC_AS_OF", None)
# A WARC file that has grown to so many bytes is closed and the next one begun: the gigabyte that archives agreed on.
BURATHA_WARC_FILE_BYTES = 1_000_000_000

# -- the project -------------------------------------------------------------------------------------------------------
BOT_NAME = "buratha"  # "scrapybot": the name in logs, and of the project in Scrapyd
SPIDER_MODULES = ["buratha.spiders"]  # []: where the spider is
NEWSPIDER_MODULE = "buratha.spiders"  # "": where scrapy genspider would put another one
COMMANDS_MODULE = "buratha.commands"  # "": crawl with an exit status that means something, and the project's own commands
ADDONS = {  # {}: what follows from other settings, once all of them are known
    "buratha.feeds.Feeds": 100,
    "buratha.contact.Contact": 200,
    "buratha.browser.addon.Browser": 300,
    "buratha.warc.addon.Warc": 1000,  # last: a crawl that reads an archive must not be given another way to the network
}
REQUEST_FINGERPRINTER_CLASS = "buratha.fingerprints.AgencyRequestFingerprinter"  # Scrapy's: an article has many addresses, and is one
LOG_FORMATTER = "buratha.logs.ShortLogFormatter"  # Scrapy's prints whole articles
DOWNLOADER_MIDDLEWARES = {  # {}: the agency's redirects, the limits that its server names, and answers that came damaged
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "buratha.middlewares.HeededRobots": 100,  # in its place: the first requests heed robots.txt too, and none is made where it fails (RFC 9309)
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "buratha.compression.SoundCompression": 590,  # in its place: a page whose checksum does not fit is asked for again
    "buratha.manners.ServersLimits": 560,  # sees an answer before the retry middleware (550) asks again
    "buratha.middlewares.AgencyRedirectMiddleware": 600,  # stays with the agency, and is not stopped by the duplicate filter
}
SPIDER_MIDDLEWARES = {  # {}: each of these takes its time with every page, and none has anything to do here
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": None,  # marks first requests, for middlewares that are not there
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,  # the spider makes its addresses itself
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,  # a listing of a thousand pages is no sign of a trap; the walk knows its end
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,  # warns of retry counts that are handed on by mistake; here it is meant
}
ITEM_PIPELINES = {  # {}: an article that does not fit the schema is dropped, all others are kept
    "buratha.pipelines.validate.Validate": 100,
    "buratha.pipelines.keep.Keep": 200,
}
EXTENSIONS = {  # {}: the archive's writer, what makes feeds a delivery, an end that comes soon, the report
    "scrapy.extensions.feedexport.FeedExporter": None,
    "buratha.exporter.TellingFeedExporter": 0,  # in its place: one bad feed neither turns off the others nor passes for a good one
    "buratha.archive.keeper.Keeper": 100,
    "buratha.delivery.Delivery": 200,
    "buratha.extensions.ending.Ending": 300,  # a run that is told to end does not sit out the hour for which a server asked
    "buratha.extensions.progress.Progress": 400,  # nothing where standard error is no terminal
    "buratha.extensions.report.Report": 500,
}
SPIDER_CONTRACTS = {"buratha.contracts.AgencyContract": 5, "buratha.contracts.FollowsContract": 20}  # {}: what `scrapy check` asks
FEED_EXPORTERS = {"csv": "buratha.feeds.HarmlessCsvItemExporter"}  # {}: Scrapy's lets formulas through to spreadsheets
FEED_STORAGES = {"complete": "buratha.feeds.CompleteFileStorage"}  # {}: Scrapy's writes under the final name from the first byte on

# -- manners -----------------------------------------------------------------------------------------------------------
USER_AGENT = "buratha-crawler/1.0 (+BURATHA_CONTACT)"  # "Scrapy/2.19.0 (+https://scrapy.org)": what this is, and who answers for it
ROBOTSTXT_OBEY = True  # False: what the agency does not want asked for is not asked for
ROBOTSTXT_USER_AGENT = "buratha-crawler"  # None, which asks robots.txt about the whole line above
DOWNLOAD_DELAY = 1.0  # 0: a page a second, as a reader in a hurry
DOWNLOAD_DELAY_JITTER = 0.5  # 0.5, stated: between half and one and a half times the delay
CONCURRENT_REQUESTS = 8  # 16: there is one server to ask
CONCURRENT_REQUESTS_PER_DOMAIN = 4  # 8: the delay is between beginnings; answers may take their time side by side
AUTOTHROTTLE_ENABLED = True  # False: waits longer when the server gets slow; DOWNLOAD_DELAY stays the least
AUTOTHROTTLE_START_DELAY = 2.0  # 5.0: the first pages are listings, and light
AUTOTHROTTLE_MAX_DELAY = 60.0  # 60.0, stated
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0  # 1.0, stated
DEFAULT_REQUEST_HEADERS = {  # Accept-Language "en": an Arabic site is asked for Arabic
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "ar,en;q=0.5",
}
COOKIES_ENABLED = False  # True: nobody logs in, and a session could change what is shown

# -- trouble on the way ------------------------------------------------------------------------------------------------
DOWNLOAD_TIMEOUT = 60  # 180: a page that takes longer is asked for again
DOWNLOAD_MAXSIZE = 16 * 1024 * 1024  # 1 GiB: a page of text is far below
DOWNLOAD_WARNSIZE = 4 * 1024 * 1024  # 32 MiB: such a page is worth a line in the log
DOWNLOAD_FAIL_ON_DATALOSS = True  # True, stated: half a story is no story
DOWNLOAD_VERIFY_CERTIFICATES = True  # False: what is stored must come from the agency
RETRY_ENABLED = True  # True, stated
RETRY_TIMES = 4  # 2: a listing page that is lost leaves a hole
RETRY_HTTP_CODES = [408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524]  # without 425, 520, 521 and 523
RETRY_PRIORITY_ADJUST = -1  # -1, stated: others first
RETRY_GIVE_UP_LOG_LEVEL = "INFO"  # "ERROR": the spider counts and names every page that it gives up
REDIRECT_MAX_TIMES = 5  # 20: more is a loop
METAREFRESH_ENABLED = False  # True: news pages reload themselves, which is no redirect
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 20_000_000  # 5,000,000: pages of an unknown layout wait for each other (buratha/warmup.py)

CONCURRENT_ITEMS = 4  # 100: Scrapy starts so many tasks for every single response

# -- pages that need a browser -----------------------------------------------------------------------------------------
# auto: a page that only a browser can fill is asked for again in one; always: every article and listing; never.
BURATHA_BROWSER = _environment("BURATHA_BROWSER", "auto")
# The program; none: Chromium or Chrome as installed, or Playwright's own.
BURATHA_BROWSER_PATH = _environment("BURATHA_BROWSER_PATH", None)
BURATHA_BROWSER_PAGES = 2  # pages drawn at a time, about 100 MB each
BURATHA_BROWSER_PRESSES = 100  # of the "more" button of one listing, at the most
BURATHA_BROWSER_SECONDS = 600  # for the pressing on one listing, at the most
BURATHA_BROWSER_HOSTS = [  # other hosts from which a page may load scripts and styles: well-known libraries
    "ajax.googleapis.com",
    "cdn.jsdelivr.net",
    "cdnjs.cloudflare.com",
    "code.jquery.com",
    "maxcdn.bootstrapcdn.com",
    "stackpath.bootstrapcdn.com",
    "unpkg.com",
]

# -- order -------------------------------------------------------------------------------------------------------------
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"  # Lifo: within one priority, what was listed first is newest

# -- doors that stay shut ----------------------------------------------------------------------------------------------
REMOTE_CONTROL_ENABLED = False  # True: a port on which code can be run
TELNETCONSOLE_ENABLED = False  # True: another one

# -- feeds and logs ----------------------------------------------------------------------------------------------------
FEED_EXPORT_ENCODING = "utf-8"  # None, which writes \uXXXX to JSON: for feeds of -o
DEFAULT_DROPITEM_LOG_LEVEL = "WARNING"  # "WARNING", stated; the pipelines say what each of theirs is worth
LOG_LEVEL = "INFO"  # "DEBUG", a line for each page
LOG_FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"  # the level stands where the eye looks for it
LOG_SHORT_NAMES = False  # False, stated
MEMUSAGE_WARNING_MB = 1024  # 0: says so when memory grows beyond what a crawl of the whole agency needs
