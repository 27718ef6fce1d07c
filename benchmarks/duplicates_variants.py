"""What happens to a story that comes again: each function tells it once more, nearly the same."""

import random
import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from benchmarks.duplicates_bulletins import spelt
from tests.agency.prose import genre_of, paragraphs


class Text(NamedTuple):
    """A story as it is printed."""

    section: str
    title: str
    body: str

    @property
    def paragraphs(self) -> list[str]:
        """Its paragraphs."""
        return self.body.split("\n\n")

    def with_paragraphs(self, paragraphs: list[str]) -> "Text":
        """The story with these paragraphs."""
        return self._replace(body="\n\n".join(paragraphs))


_SOURCES: Final = (
    "المصدر: وكالات", "المصدر / صحيفة الرصيف", "نقلا عن وكالة الضفاف للانباء", "بغداد / واب", "متابعة - قسم الرصد", "وكالة انباء براثا ( واب )",
    "المصدر: موقع القيصرية الالكتروني، ترجمة واعداد قسم المتابعة في الوكالة",
)  # fmt: skip
_JOINTS: Final = ("وأضاف", "وتابع", "واستطرد قائلا", "وزاد")
_LETTERS: Final = {"ا": "أآإ", "أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ى": "ي", "ي": "ى", "ئ": "ي", "ؤ": "و", "ك": "ک"}
_MARKS: Final = "\u064b\u064c\u064e\u064f\u0650\u0651\u0652"
_NUMBER: Final = re.compile(r"\d+")


def _words(text: str) -> int:
    return len(text.split())


def _some_paragraph(rng: random.Random, story: Text, most: float) -> int | None:
    """A paragraph of no more than this share of the story's words."""
    total = _words(story.body)
    places = [place for place, text in enumerate(story.paragraphs) if 0 < _words(text) <= most * total]
    return rng.choice(places) if places else None


def _prose(rng: random.Random, section: str, words: int) -> str:
    return " ".join(paragraphs(rng, section, words))


def edited_paragraph(rng: random.Random, story: Text) -> Text:
    """One paragraph is told in other words; where all are long, a few words here and there."""
    parts, place = story.paragraphs, _some_paragraph(rng, story, 0.25)
    if place is None:
        place = rng.randrange(len(parts))
        words = parts[place].split(" ")
        start, size = rng.randrange(len(words)), max(2, round(0.15 * _words(story.body)))
        words[start : start + size] = _prose(rng, story.section, size).split()[:size]
        parts[place] = " ".join(words)
    else:
        parts[place] = _prose(rng, story.section, _words(parts[place]))
    return story.with_paragraphs(parts)


def added_paragraph(rng: random.Random, story: Text) -> Text:
    """A paragraph more, with a number more."""
    parts = story.paragraphs
    size = max(12, round(rng.uniform(0.1, 0.4) * _words(story.body)))
    parts.insert(rng.randint(1, len(parts)), f"{_prose(rng, story.section, size)} وبلغ العدد {rng.randint(100, 999)} حتى مساء امس.")
    return story.with_paragraphs(parts)


def removed_paragraph(rng: random.Random, story: Text) -> Text:
    """A paragraph less, or the last sentence where there is no short paragraph."""
    parts, place = story.paragraphs, _some_paragraph(rng, story, 0.35)
    if place is None:
        words = story.body.split(" ")
        return story._replace(body=" ".join(words[: round(0.75 * len(words))]))
    del parts[place]
    return story.with_paragraphs(parts)


def source_line(rng: random.Random, story: Text) -> Text:
    """A source is named before or behind the story."""
    source = rng.choice(_SOURCES)
    return story.with_paragraphs([source, *story.paragraphs] if rng.random() < 0.5 else [*story.paragraphs, source])


def other_headline(rng: random.Random, story: Text) -> Text:
    """Another desk, another headline."""
    return story._replace(title=genre_of(story.section).title(rng))


def other_spelling(rng: random.Random, story: Text) -> Text:
    """Hamza, ta marbuta, ya, vowel marks, tatweel, digits and punctuation as another writer has them."""
    base = rng.choice((0x0660, 0x06F0))

    def spell(text: str) -> str:
        out = []
        for letter in text:
            if letter.isascii() and letter.isdigit():
                out.append(chr(base + int(letter)))
            elif letter in _LETTERS and rng.random() < 0.4:
                out.append(rng.choice(_LETTERS[letter]))
            elif "ب" <= letter <= "ن" and rng.random() < 0.2:
                out.append(letter + rng.choice((*_MARKS, "")))
            else:
                out.append(letter)
        return "".join(out)

    return story._replace(title=spell(story.title), body=spell(story.body).replace("،", " ، ").replace(".", " .."))


def spelt_numbers(rng: random.Random, story: Text) -> Text:
    """Numbers below a hundred in words, thousands with a separator."""

    def write(number: re.Match[str]) -> str:
        value = int(number[0])
        return spelt(value) if 0 < value < 100 else f"{value:,}"

    return other_headline(rng, story)._replace(body=_NUMBER.sub(write, story.body))


def truncated(rng: random.Random, story: Text) -> Text:
    """The beginning alone: from two fifths of the story up to four fifths, and no less than 35 words."""
    words = story.body.split(" ")
    return story._replace(body=" ".join(words[: max(35, round(rng.uniform(0.4, 0.8) * len(words)))]))


def merged_quotes(rng: random.Random, story: Text) -> Text:
    """Paragraphs become quotations, two of them in one."""
    parts = story.paragraphs
    place = rng.randrange(max(1, len(parts) - 1))
    quoted = [f"«{text.rstrip('. ')}»" for text in parts[place : place + 2]]
    parts[place : place + 2] = [f"، {rng.choice(_JOINTS)}: ".join(quoted)]
    return story.with_paragraphs(parts)


def corrected_number(rng: random.Random, story: Text) -> Text:
    """One number of many is corrected, and a source is named."""
    numbers = list(_NUMBER.finditer(story.body))
    if len(numbers) < 9:
        return source_line(rng, story)
    chosen = rng.choice(numbers)
    body = story.body[: chosen.start()] + str(int(chosen[0]) + rng.randint(1, 9)) + story.body[chosen.end() :]
    return source_line(rng, story._replace(body=body))


def several(rng: random.Random, story: Text) -> Text:
    """Spelt otherwise, under another headline, with a source and without some paragraph."""
    return other_spelling(rng, source_line(rng, other_headline(rng, removed_paragraph(rng, story))))


VARIANTS: Final[Mapping[str, Callable[[random.Random, Text], Text]]] = {
    "edited paragraph": edited_paragraph,
    "paragraph added": added_paragraph,
    "paragraph removed": removed_paragraph,
    "source line added": source_line,
    "other headline": other_headline,
    "other spelling": other_spelling,
    "numbers in words": spelt_numbers,
    "truncated": truncated,
    "merged quotes": merged_quotes,
    "one number corrected": corrected_number,
    "several at once": several,
}
