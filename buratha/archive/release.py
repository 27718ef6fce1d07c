"""Releasing articles that were left out because another one had their text, once that one has another text.

Nobody else carries their text then: whoever takes the feeds has the corrected original, and nothing of them. It is done where a run begins and
where it ends, not when the original is kept: an agency that corrects a story under one number corrects it under the other as well,
and a run that reads everything again comes to the repetitions last.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from buratha.arabic.dates import utc_now
from buratha.archive.near import Near
from buratha.archive.recording import begin_recording
from buratha.archive.tables import DELIVERED, HELD, WAITING, articles, revisions
from buratha.similarity import Match

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Releasing:
    """Releasing in one run. ``delivery`` is what the run's feeds will be: what belongs to it may stand in them already."""

    run: int
    delivery: int
    near: Near

    def release(self, connection: Connection) -> list[int]:
        """Release them; gives the numbers whose newest revision waits now for a feed.

        Of several with one text, the one that was read first becomes the original of the others; where yet another article has that text, it does.
        """
        parted = _parted(connection)
        recording = begin_recording(connection) if parted else 0
        first = _with_texts(connection, {text for _, text in parted})
        for number, text in parted:
            first.setdefault(text, number)
        others = [(number, first[text]) for number, text in parted if first[text] != number]
        waiting = [number for number, original in others if self._mark(connection, recording, number, original)]
        own = [number for number, text in parted if first[text] == number]
        alike = self.near.of(connection, own)  # of their own repetitions no more
        return waiting + [number for number in own if self._mark(connection, recording, number, None, alike.get(number))]

    def _mark(self, connection: Connection, recording: int, number: int, original: int | None, match: Match | None = None) -> bool:
        """Write into an article what it repeats now; gives whether its newest revision waits for a feed.

        A record that is in a feed never changes: there another revision says what it repeats.
        """
        row = dict(connection.execute(_NEWEST.where(articles.c.id == number)).mappings().one())
        marks = {"duplicate_of": original, "near_duplicate_of": match.id if match else None}
        is_given = row["state"] == DELIVERED or row["delivery_id"] == self.delivery
        revision = row["revision"] + 1 if is_given else row["revision"]
        row |= {"revision": revision, "record": json.dumps(json.loads(row["record"]) | marks | {"revision": revision}, ensure_ascii=False)}
        row |= {"recording": recording}
        if is_given or original is None:
            row |= {"state": WAITING, "delivery_id": None, "seen_at": utc_now().isoformat(timespec="seconds")}
        if is_given:
            connection.execute(revisions.insert().values(row | {"run_id": self.run}))
        else:
            one = (revisions.c.article_id == number) & (revisions.c.revision == revision)
            connection.execute(update(revisions).where(one).values(row))
        similarity = match.similarity if match else None
        connection.execute(update(articles).where(articles.c.id == number).values(**marks, revision=revision, similarity=similarity))
        return bool(row["state"] == WAITING)


_ORIGINAL = articles.alias("original")
_PARTED = (
    select(articles.c.id, articles.c.text_hash)
    .join_from(articles, _ORIGINAL, _ORIGINAL.c.id == articles.c.duplicate_of)
    .where(articles.c.state == HELD, articles.c.duplicate_of.is_not(None), _ORIGINAL.c.state == HELD)
    .where(_ORIGINAL.c.text_hash != articles.c.text_hash)
    .order_by(articles.c.first_seen, articles.c.id)
)
_NEWEST = select(revisions).join_from(revisions, articles, (revisions.c.article_id == articles.c.id) & (revisions.c.revision == articles.c.revision))


def _parted(connection: Connection) -> list[tuple[int, str]]:
    """The articles whose original has another text, with their own; what was read first comes first."""
    return [(row.id, row.text_hash) for row in connection.execute(_PARTED)]


def _with_texts(connection: Connection, texts: Iterable[str]) -> dict[str, int]:
    """By text, the article that has it and repeats no other: of several the lowest number."""
    found: dict[str, int] = {}
    for part in _parts(sorted(texts)):
        rows = select(articles.c.text_hash, articles.c.id).where(
            articles.c.text_hash.in_(part), articles.c.state == HELD, articles.c.duplicate_of.is_(None)
        )
        found |= {row.text_hash: row.id for row in connection.execute(rows.order_by(articles.c.id.desc()))}
    return found


def _parts(values: Sequence[str]) -> Iterable[Sequence[str]]:
    return (values[start : start + _CHUNK] for start in range(0, len(values), _CHUNK))
