"""Days that are too far apart to be one article's, whoever tells them."""

from datetime import date, datetime, timedelta

FAR = timedelta(days=7)
"""A story is completed or dated anew within days, and its listing may print the day of that. A wrong year or month is farther off, and so is a
day that was read the other way round."""


def are_far(published: str | None, day: date) -> bool:
    """Whether a record's day is too far from another one; no day is far from none."""
    return published is not None and abs(datetime.fromisoformat(published).date() - day) > FAR
