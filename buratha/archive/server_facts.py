"""What was learnt of the server, one value under each name."""

from sqlalchemy import Connection, select, update

from buratha.archive.tables import facts


def remember(connection: Connection, name: str, value: str) -> None:
    """Keep a fact about the server, in place of what was known."""
    if connection.execute(update(facts).where(facts.c.name == name).values(value=value)).rowcount == 0:
        connection.execute(facts.insert().values(name=name, value=value))


def recall(connection: Connection, name: str) -> str | None:
    """A fact that was kept; None when there is none."""
    return connection.scalar(select(facts.c.value).where(facts.c.name == name))
