"""Keeping articles: what is new, what was edited, what is the same text under another number."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from buratha.archive import refused_days, textless
from buratha.archive.edition import is_day_found, keep_the_day
from buratha.archive.frontier import ANOTHER
from buratha.archive.held_before import Held, forgotten_revisions, held_before, not_back, originals, tells_enough
from buratha.archive.kept_rows import KeptRows
from buratha.archive.listed_titles import Said, settle, what_listings_say
from buratha.archive.lost_texts import TEXT_LOST, lost, note_lost
from buratha.archive.near import Near
from buratha.archive.odd_days import NOT_WALKED, WalkedBefore, doubt_odd_days
from buratha.items import Article
from buratha.similarity import Match

NEW, REVISED, UNCHANGED, OLDER = "new", "revised", "unchanged", "older"
_READ = frozenset({NEW, REVISED, UNCHANGED})
"""What becomes of an article whose page is believed."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of an article: new, revised, unchanged, older than what is held, or not believed.

    That is one without its text (:mod:`buratha.archive.lost_texts`), or with another one's page (:mod:`buratha.archive.listed_titles`).
    ``left_out``: the feeds leave it out. ``outside``: it waits for another run's.
    ``differing`` names the fields of an article that was read again which are not what they were. ``text_found``: it was held without a text;
    ``day_found``: without a day, since what its page told was refused, or with one that its listing spoke against.
    ``far_from``: what tells that the day of a new article cannot be right (:mod:`buratha.archive.odd_days`).
    """

    outcome: str
    left_out: bool = False
    outside: bool = False
    differing: tuple[str, ...] = ()
    text_found: bool = False
    day_found: bool = False
    far_from: str | None = None


@dataclass(frozen=True, slots=True)
class Keeping:
    """How articles are kept in one run. ``delivery`` is what the run's feeds will be."""

    run: int
    delivery: int
    near: Near
    deliver_duplicates: bool = False
    is_outside: Callable[[str | None], bool] = lambda _: False
    """Whether an article published then is no matter of this run: it is kept, and waits for another one to deliver it."""
    again: bool = False
    """Whether held articles are read again: whatever differs in one is a revision."""
    is_replay: bool = False
    """Whether pages come from raw files of any time: one older than what is held says nothing, as in a run that reads again."""
    walked: WalkedBefore = NOT_WALKED
    """How far earlier runs have walked the listings; nothing where pages are of another time than the run."""

    def keep(self, connection: Connection, batch: Sequence[Article]) -> list[Kept]:
        """Keep articles in order, and complete each: its revision, when it was first seen, what it repeats."""
        read = [article.id for article in batch]
        held = held_before(connection, read)
        older = {article.id for article in batch if article.id in held and self._is_older(article, held[article.id])}
        said = Said() if self.again else what_listings_say(connection, self.run, [article for article in batch if article.id not in older])
        own = [article for article in batch if article.id not in said.strangers]
        odd = doubt_odd_days(connection, [article for article in own if article.id not in older], self.walked)
        emptied = lost(connection, [article for article in own if article.id in held and article.id not in older])
        note_lost(connection, self.run, emptied)
        unbelieved = dict.fromkeys(emptied, Kept(TEXT_LOST)) | dict.fromkeys(said.strangers, Kept(ANOTHER))
        changed = [article for article in own if article.id not in unbelieved and self._is_changed(article, held.get(article.id))]
        first = originals(connection, changed)
        signed = self.near.sign(changed)
        near = not_back(connection, self.near.match(connection, signed))
        rows = KeptRows(self.run, self.delivery)
        forgotten = forgotten_revisions(connection, (number for number in read if number not in held))
        kept = [unbelieved.get(article.id) or self._keep_one(article, held, forgotten, first, near, rows) for article in batch]
        kept = [replace(each, far_from=odd.get(article.id)) if each.outcome == NEW else each for article, each in zip(batch, kept, strict=True)]
        rows.write(connection)
        settle(connection, said, [article for article in batch if article.id not in unbelieved])
        believed = [article for article, each in zip(batch, kept, strict=True) if each.outcome in _READ]
        textless.note(connection, believed)
        refused_days.note(connection, believed)
        self.near.remember(connection, signed, [article.id for article in changed if article.id in held])
        return kept

    def _is_changed(self, article: Article, before: Held | None) -> bool:
        return before is None or (before.text_hash != article.text_hash and not self._is_older(article, before))

    def _is_older(self, article: Article, before: Held) -> bool:
        return (self.again or self.is_replay) and (article.last_seen or "") < (before.last_seen or "")

    def _keep_one(
        self,
        article: Article,
        held: dict[int, Held],
        forgotten: dict[int, int],
        first: dict[str, int],
        near: dict[int, Match],
        rows: KeptRows,
    ) -> Kept:
        before = held.get(article.id)
        if before is not None and self._is_older(article, before):
            return Kept(OLDER)
        if before is not None:
            keep_the_day(before.record, article, again=self.again)
        is_same = before is not None and before.text_hash == article.text_hash
        differs = before.differing(article, again=self.again) if before is not None else ()
        if before is not None and is_same and not differs:
            _complete(article, before)
            rows.see_again(article)
            return Kept(UNCHANGED)
        outside = self.is_outside(article.published)
        match = near.get(article.id)
        if before is not None and is_same:
            article.duplicate_of, article.near_duplicate_of, match = before.duplicate_of, before.near_duplicate_of, before.match
        else:
            original = first.setdefault(article.text_hash, article.id) if tells_enough(article) else article.id
            article.duplicate_of = original if original != article.id else None
            article.near_duplicate_of = match.id if match and article.duplicate_of is None else None
        article.revision = (before.revision if before else forgotten.get(article.id, 0)) + 1
        article.first_seen = before.first_seen if before else article.first_seen
        is_in_no_feed = before.is_left_out if before else article.id not in forgotten
        left_out = article.duplicate_of is not None and not self.deliver_duplicates and is_in_no_feed
        rows.add(article, match, left_out=left_out, outside=outside)
        held[article.id] = Held.of(article, match, is_left_out=left_out)
        text_found = before is not None and bool(article.body) and not before.record.body
        day_found = before is not None and is_day_found(before.record, article, before.listed_on)
        return Kept(REVISED if before else NEW, left_out, outside, differs, text_found, day_found)


def _complete(article: Article, before: Held) -> None:
    """An unchanged article keeps what only the archive knows."""
    article.revision, article.first_seen = before.revision, before.first_seen
    article.duplicate_of, article.near_duplicate_of = before.duplicate_of, before.near_duplicate_of
