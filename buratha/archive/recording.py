"""When a revision came into the archive, which is later than when its page was fetched: by this, one export goes on where the last one ended.

A transaction cannot know when it will be committed. So the revisions that are written together share a recording without a time, and the
writer's next transaction gives it one: by then they can be read. Whoever has read the archive at a moment, and takes what was recorded at that
moment or later, misses nothing, however long a transaction takes. A recording whose writer died has no time before the next writer comes, and
counts as of now.

Revisions from before format 5 have no recording of their own: they were in the archive when their run had ended.
"""

from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, update

from buratha.arabic.dates import utc_now
from buratha.archive.tables import recordings, revisions


def begin_recording(connection: Connection) -> int:
    """A recording for the revisions of this transaction. There is one writer at a time, so nobody else takes its number."""
    number = (connection.scalar(select(func.max(recordings.c.id))) or 0) + 1
    connection.execute(recordings.insert().values(id=number))
    return number


def time_recordings(connection: Connection) -> None:
    """Give what earlier transactions recorded its time; called first in a writer's transaction."""
    now = utc_now().isoformat(timespec="seconds")
    connection.execute(update(recordings).where(recordings.c.recorded_at.is_(None)).values(recorded_at=now))


def recorded_since(moment: datetime) -> ColumnElement[bool]:
    """The condition on revisions that came into the archive at a moment or later."""
    text = moment.astimezone(UTC).isoformat(timespec="seconds")
    late = select(recordings.c.id).where(or_(recordings.c.recorded_at.is_(None), recordings.c.recorded_at >= text))
    earlier_format = and_(revisions.c.recording.is_(None), or_(revisions.c.run_id.in_(late), revisions.c.seen_at >= text))
    return or_(revisions.c.recording.in_(late), earlier_format)
