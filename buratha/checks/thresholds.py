"""Where a check begins to speak, each with its reason. Chosen so that 20 ordinary days (tests/checks) pass in silence, and faults do not."""

# -- what is compared --------------------------------------------------------------------------------------------------
MOST_RUNS = 720
"""So many of the last runs are looked at one by one: a month of hourly ones. With much fewer, daily ones among many by number would make no week."""
KNOWN_DAYS = 30
"""Where there are more than MOST_RUNS in so many days, the older ones are looked at as well, put together: what is usual takes four weeks to tell."""
TOGETHER_DAYS = 0.125
"""Days; older runs that were told the same and ended alike are put together over three hours, so that they are no more to hold than hourly ones."""
MOST_READ = 14_400
"""So many earlier reports are read at the most: ten days of a run a minute, which takes some seconds; a run every ten minutes has a third of them."""
MOST_DAYS = 120
"""Days that small sections are judged over: four months."""
USUAL_DAYS = 28
"""Four weeks tell what is usual, so that a change that has come to stay is not reported for longer."""
DAY = 0.8
"""Days; runs are put together until they account for so much. Below 1, because daily runs do not begin at the same minute."""
FEWEST_DAYS = 7
"""A week: fewer have not seen a weekend."""

# -- nothing new -------------------------------------------------------------------------------------------------------
DAYS_UNREAD = 1.5
"""Days without one new article while the listings name some. Two daily runs in a row; one alone may meet a lone broken page."""
NAMED_UNREAD = 5
"""Articles that were named meanwhile; where few are published, a single one that was withdrawn is no fault."""
DAYS_SILENT = 3.0
"""Days in which not even the listings name anything new. The agency works on holidays as well, with fewer people."""
NEWS_EXPECTED = 10
"""Articles that should have been named meanwhile; a section with a poem a week may well be silent for a month."""
FEED_ONLY = 5
"""New articles; a few are published between the time the listings are read and the time the feed is."""

# -- how many articles -------------------------------------------------------------------------------------------------
FAR = 6.0
"""Spreads. Days are not normally distributed, and a year has 365 of them: three or four spreads would be met every month."""
VOLUME_SPREAD = 0.42
"""Least spread of a day's articles, as a logarithm: with FAR, a twelfth of the usual or twelve times it. A holiday may bring a tenth. Chance is
added, which weighs more the fewer are usual: of 200 a day, 14 and 2,587 are told; of 60, 3 and 850; of 30, 1 and 480; of 17, none at all and 323; of
less, no day is told for bringing too few, but three without any are (no-news)."""
VOLUME_WIDEST = 0.55
"""Greatest spread: with FAR, a twenty-seventh. However irregular an agency is, beyond that somebody should look."""
SECTION_FAR = 5.0
"""Spreads; a section is compared with its share of the day, which holidays and storms of news do not move much."""
SECTION_SPREAD = 0.35
"""Least spread of a section's share, as a logarithm: a big event takes the reporters from one section to another."""
SECTION_WIDEST = 0.45
"""Greatest spread of a section's share, so that days without the section do not become usual before somebody has looked."""
SECTION_EXPECTED = 15.0
"""So many articles have to be expected of a section before their absence tells something; small sections are judged over more days."""
SECTION_WINDOW = 0.5
"""At most such a part of the known days goes into the judged time of a small section; the rest says what is usual."""

# -- listings ----------------------------------------------------------------------------------------------------------
LISTED_FACTOR = 2.0
"""A listing's page names as many articles every day: it has so many places. Half or twice as many is another markup."""
LISTED_STEP = 4.0
"""Articles a page; sections with a handful of articles grow."""
STILL_DAYS = 3.0
"""Days for which a section's listing named nothing newer, while newer articles of the section were read; a cache lags by hours."""
STILL_AHEAD = 5
"""Articles that were read meanwhile and that it should have named; one or two may be withdrawn from it, or come out under another section."""

FEWEST_STRANGE = 5
"""Rows of listings that lead to no article; a poll, an album or two have titles and numbers too."""
STRANGE_SHARE = 0.1
"""Of all rows, so many."""

# -- shares ------------------------------------------------------------------------------------------------------------
SHARE_FAR = 5.0
"""Spreads of a share."""
SHARE_SPREAD = 0.03
"""Least spread of a share from day to day: what is written about changes."""
SHARE_COUNT = 5.0
"""So many more (or fewer) than usual at the least; three duplicates in a holiday's sixteen articles are chance."""
FEWEST_RECORDS = 15
"""Of fewer records a share says nothing."""
FIELD_STEP = 0.15
"""Records in a hundred that lack a field, or have it by a weak witness, more (or less) than usual; below, it is the day's mix."""
FIELD_CHANCE = 1e-6
"""The probability that so many of a section's records lack a field (or have it) by chance: some twenty thousand shares are looked at in a year."""
FIELD_LEFT = 0.33
"""Of the records that are expected to have a field (or to lack it): so many at the most, on the last day as well as on those judged with it."""
FIELD_DAYS = 7
"""So many days are judged together at the most: small sections, and fields that few records have, tell nothing in less."""
FIELD_LIKENESS = 0.01
"""Least likeness of records of one day (0: as chance has it, 1: all the same), although the days before were like chance."""
FEWEST_REQUESTS = 30
"""Of fewer requests a share says nothing."""
FEWEST_FAILED = 3
"""Pages; a run for one section asks for little more than its listing."""
HARDLY_ANYTHING = 0.1
"""So many pages came for each that failed: of a site that is down, one may still be answered, out of a cache perhaps."""
TROUBLE_STEP = 0.05
"""Pages in a hundred that failed beyond the usual. A server that is restarted during a run costs less."""
TROUBLE_SPREAD = 0.008
"""Least spread of such shares: nearly all days have next to none."""
RETRY_STEP = 0.10
"""Requests in a hundred that were repeated beyond the usual; a retry costs nothing but time."""
DOUBT_STEP = 0.10
"""Records in a hundred beyond the usual."""
DAY_FAR_STEP = 0.2
"""New records in a hundred beyond the usual that are dated far from when they came out; old texts are put in under new numbers now and then."""
DUPLICATE_STEP = 0.15
"""Records in a hundred beyond the usual; bulletins of one event come in waves."""
MOSTLY = 0.9
"""Of the records: what so many of them have is no day's mix, and an error."""
LENGTHS_KNOWN = 30
"""So many articles of a section have to have told how long its texts are before one of them is short."""
SHORT_STEP = 0.4
"""Articles in a hundred beyond the usual with half of their section's usual words or fewer; an event brings many short ones."""
DOTS_STEP = 0.3
"""Articles in a hundred beyond the usual whose text ends in dots; some writers like to end so."""
REVISED_RECORDS = 8
"""Of fewer held articles that were read again the revised ones tell nothing; a small agency's run reads no more than a dozen again."""
REVISED_STEP = 0.4
"""Articles in a hundred of those read again that are revised beyond the usual. A big event has a third of a day's stories completed."""

# -- layouts and furniture ---------------------------------------------------------------------------------------------
LAYOUT_KNOWN_RECORDS = 30
"""So many records have to have told their layout before another one is new. No run of days: a redesign on the second day is one too."""
LAYOUT_SHARE = 0.1
"""Of the run's records; rare layouts (a poem, a video) are met for the first time now and then."""
LAYOUT_RECORDS = 3
"""So many records at the least."""
LAYOUT_SECTION_SHARE = 0.5
"""Of a section's records: a section that is redesigned alone is a small part of the run."""
LAYOUT_SECTION_RECORDS = 6
"""So many records of a section are looked at together, over several runs where it has few."""
REMINDED_DAYS = 7
"""So long new layouts are spoken of, unless somebody makes an entry for them: a week has a working day for everybody."""
QUIET_DAYS = 3
"""After so many without a doubtful record they are taken for read well."""
WARMUP_KNOWN = 12
"""Pages that the memory has to have seen before the run; with fewer, no crawl relies on it."""
WARMUP_SHARE = 0.1
"""Of the run's article pages that waited for each other, although the furniture was known."""
WARMUP_PAGES = 5
"""So many pages at the least."""

# -- what is left ------------------------------------------------------------------------------------------------------
BACKLOG_LEAST = 20
"""Articles that are known and not held; a few are always younger than the run."""
BACKLOG_RUNS = 3
"""So many runs in a row left a backlog, none of them less than the one before."""
HOLES_STANDING = 3
"""A hole that so many runs in a row could not close will not close by itself."""

# -- time and memory ---------------------------------------------------------------------------------------------------
PACE_SPREAD = 0.3
"""Least spread of the seconds a request, as a logarithm: with FAR, six times the usual. A slow day of the server is three or four."""
PACE_WIDEST = 0.45
"""Greatest spread: with FAR, fifteen times. A pace that gets slower from day to day widens its own spread."""
PACE_FELT = 120
"""Seconds that a day's requests have to take longer than usual: of less nobody feels anything, as where a quick server takes a tenth of a second."""
MEMORY_SPREAD = 0.12
"""Least spread of the greatest memory, as a logarithm: with FAR, twice the usual."""
MEMORY_WIDEST = 0.18
"""Greatest spread: with FAR, three times. Memory that grows from run to run widens its own spread."""
STILL_RISING = 0.7
"""Least spreads by which pace or memory of the last seven days lie above those of the lowest seven of the four weeks: what grows slower does not come
to twice as much in four months, and what rose once and has come to stay is told for these weeks only."""
