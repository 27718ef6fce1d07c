"""The index over an archive, on SQLite and on PostgreSQL."""

import random
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine, create_engine, delete, event, func, insert, select

from buratha.archive.tables import HELD, articles, bands, metadata, signatures
from buratha.similarity import Match, NearIndex, Signature, signature
from buratha.similarity.batch import MOST_IN_BAND
from tests.agency.prose import paragraphs
from tests.postgres import postgresql_server, postgresql_url  # noqa: F401

LETTER = (
    "اعلنت مديرية الماء عن انجاز محطة جديدة تخدم القرى الواقعة على ضفة النهر بعد سنوات من الشحة، وقال مديرها ان العمل جرى بأيد محلية خالصة "
    "وان الانابيب القديمة ستستبدل تباعا في الاحياء التي تعاني من تكرار الكسور، داعيا الاهالي الى التعاون مع فرق الصيانة والابلاغ عن اي نضح."
)


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    if request.param == "sqlite":
        engine = create_engine(f"sqlite:///{tmp_path_factory.mktemp('archive')}/archive.db")
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys=ON"))
    else:
        engine = create_engine(request.getfixturevalue("postgresql_url"))
    metadata.create_all(engine)
    with engine.begin() as connection:
        rows = [
            {"id": number, "section": "news", "slug": "news", "state": HELD, "met_at": "2020-01-01T00:00:00Z", "met_run": 1}
            for number in range(1, 1001)
        ]
        connection.execute(insert(articles), rows)
    yield engine
    engine.dispose()


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    with engine.begin() as connection:
        yield connection


def signed(body: str, title: str = "") -> Signature:
    made = signature(title, body)
    assert made
    return made


def story(seed: int, words: int = 120) -> str:
    return "\n\n".join(paragraphs(random.Random(seed), "thought", words))


def counts(connection: Connection) -> tuple[int, int]:
    return connection.execute(select(func.count()).select_from(signatures)).scalar_one(), connection.execute(
        select(func.count()).select_from(bands)
    ).scalar_one()


def test_a_copy_is_found_and_other_stories_are_not(connection: Connection) -> None:
    near = NearIndex()
    near.add(connection, [(number, signed(story(number))) for number in range(1, 20)])
    found = near.find(connection, [(21, signed(story(7) + "\n\nالمصدر: وكالات")), (22, signed(LETTER))])
    assert found.keys() == {21}
    assert found[21].id == 7
    assert 0.9 < found[21].similarity <= 1


def test_the_most_similar_one_is_named(connection: Connection) -> None:
    near = NearIndex()
    half = "\n\n".join([LETTER, story(1, 12)])
    near.add(connection, [(1, signed(half)), (2, signed(LETTER)), (3, signed(half + " في بيان"))])
    assert near.find(connection, [(4, signed(LETTER))])[4] == Match(2, 1.0)


def test_of_equals_the_lowest_number_is_named(connection: Connection) -> None:
    near = NearIndex()
    near.add(connection, [(9, signed(LETTER)), (3, signed(LETTER)), (5, signed(LETTER))])
    assert near.find(connection, [(1, signed(LETTER))]) == {1: Match(3, 1.0)}


def test_a_batch_sees_what_is_before_in_it(connection: Connection) -> None:
    near = NearIndex()
    batch = [(1, signed(LETTER)), (2, signed(story(2))), (3, signed(LETTER)), (4, signed(story(2)))]
    assert near.find(connection, batch) == {3: Match(1, 1.0), 4: Match(2, 1.0)}
    assert counts(connection) == (0, 0)


def test_a_batch_larger_than_a_statement(connection: Connection) -> None:
    near = NearIndex()
    batch = [(number, signed(story(number % 300, 60))) for number in range(1, 601)]
    near.add(connection, batch[:250])
    found = near.find(connection, batch[250:])
    assert {number: match.id for number, match in found.items()} == {number: number - 300 for number in range(301, 601)}


def test_a_document_is_not_its_own_copy(connection: Connection) -> None:
    near = NearIndex()
    near.add(connection, [(1, signed(LETTER))])
    assert near.find(connection, [(1, signed(LETTER + " انتهى"))]) == {}
    assert near.find(connection, [(1, signed(LETTER)), (1, signed(LETTER))]) == {}


def test_a_new_revision_replaces_the_old_one(connection: Connection) -> None:
    near = NearIndex()
    near.add(connection, [(1, signed(LETTER)), (2, signed(story(2)))])
    before = counts(connection)
    near.add(connection, [(1, signed(story(5)))])
    assert near.find(connection, [(3, signed(LETTER)), (4, signed(story(5)))]) == {4: Match(1, 1.0)}
    near.add(connection, [(1, signed(LETTER))])
    assert counts(connection) == before


def test_a_revision_in_the_batch_hides_the_text_that_was_added(connection: Connection) -> None:
    near = NearIndex()
    near.add(connection, [(1, signed(LETTER))])
    batch = [(7, signed(LETTER)), (1, signed(story(5))), (8, signed(LETTER)), (9, signed(story(5)))]
    assert near.find(connection, batch) == {7: Match(1, 1.0), 8: Match(7, 1.0), 9: Match(1, 1.0)}


def test_the_last_text_of_a_number_in_a_batch_is_kept(connection: Connection) -> None:
    near = NearIndex()
    near.add(connection, [(1, signed(LETTER)), (1, signed(story(5)))])
    assert near.find(connection, [(2, signed(LETTER)), (3, signed(story(5)))]) == {3: Match(1, 1.0)}


def test_the_last_text_of_a_number_in_a_batch_is_the_one_that_is_judged(connection: Connection) -> None:
    near = NearIndex()
    batch = [(1, signed(LETTER)), (2, signed(LETTER)), (2, signed(story(2))), (3, signed(LETTER))]
    assert near.find(connection, batch) == {3: Match(1, 1.0)}


def test_what_is_removed_is_gone_with_all_its_bands(connection: Connection) -> None:
    near = NearIndex()
    near.add(connection, [(1, signed(LETTER)), (2, signed(story(2)))])
    near.remove(connection, [1, 2, 77])
    assert counts(connection) == (0, 0)
    assert near.find(connection, [(3, signed(LETTER))]) == {}


def test_a_band_of_an_article_that_is_gone_counts_for_nothing(connection: Connection) -> None:
    near = NearIndex()
    near.add(connection, [(1, signed(LETTER)), (2, signed(LETTER))])
    connection.execute(delete(articles).where(articles.c.id == 1))
    assert near.find(connection, [(3, signed(LETTER))]) == {3: Match(2, 1.0)}


def test_nothing_is_a_batch(connection: Connection) -> None:
    near = NearIndex()
    near.add(connection, [])
    near.remove(connection, [])
    assert near.find(connection, []) == {}


def test_the_transaction_is_the_callers(engine: Engine) -> None:
    near = NearIndex()
    with engine.connect() as connection, connection.begin() as transaction:
        near.add(connection, [(1, signed(LETTER))])
        transaction.rollback()
    with engine.begin() as connection:
        assert counts(connection) == (0, 0)


def bulletin(number: int) -> str:
    return f"{LETTER} وبلغ المنسوب {number} سنتيمترا والتصريف {number + 3} مترا في الثانية، وسجلت محطة القياس {number * 2} حالة في السدة."


def test_a_template_that_thousands_share_fills_no_band_and_hides_no_copy(connection: Connection) -> None:
    near = NearIndex()
    numbers = list(range(1, 601))
    for start in range(0, 600, 100):
        batch = [(number, signed(bulletin(number))) for number in numbers[start : start + 100]]
        assert near.find(connection, batch) == {}
        near.add(connection, batch)
    largest = select(func.count().label("size")).select_from(bands).group_by(bands.c.band).subquery()
    assert connection.execute(select(func.max(largest.c.size))).scalar_one() == MOST_IN_BAND
    found = near.find(connection, [(1000, signed(bulletin(587) + " المصدر: وكالات"))])
    assert found[1000].id == 587


def test_lookups_go_by_the_bands_alone(engine: Engine) -> None:
    near, statements = NearIndex(), []
    event.listen(engine, "before_cursor_execute", lambda *call: statements.append(call[2]))
    with engine.begin() as connection:
        batch = [(number, signed(story(number))) for number in range(1, 101)]
        near.add(connection, batch)
        statements.clear()
        near.find(connection, [(number + 500, known) for number, known in batch])
    assert len(statements) == 2


def test_bands_that_a_dead_run_kept_in_memory_are_made_up_for(connection: Connection) -> None:
    text = " ".join(f"كلمة{number}" for number in range(60))
    known = signature("عنوان", text)
    assert known
    dead, later = NearIndex(gather=100), NearIndex(gather=100)
    dead.add(connection, [(1, known)])
    assert dead.find(connection, [(2, known)]) == {2: Match(1, 1.0)}
    assert connection.scalar(select(func.count()).select_from(bands)) == 0
    assert later.find(connection, [(2, known)]) == {2: Match(1, 1.0)}
    assert connection.scalar(select(func.count()).select_from(bands)) == len(known.bands)
    later.remove(connection, [1])
    assert later.find(connection, [(2, known)]) == {}
    assert connection.scalar(select(func.count()).select_from(bands)) == 0
