"""What is kept of a text to find the texts that are nearly the same, and how two of them are compared."""

import struct
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from typing import Final
from zlib import crc32

from rensa import RMinHash

from buratha.similarity.guard import contradict, figures_of, key_of
from buratha.similarity.words import words

SIGNATURES: Final = f"1.{RMinHash.ALGORITHM_VERSION}"
"""Form of the signatures. Those of two forms cannot be compared: where another one is stored, all are made anew."""

SHORTEST: Final = 20
"""A text of fewer different three-word shingles (22 words, title included) gets no signature. One changed word takes three of them, so in a
shorter text a word or two decide, and the agency's short texts (posters, calls, announcements) are made of the same words over and over."""

VALUES: Final = 128
BANDS: Final = 28
"""Of four values each; the last values only count in the similarity. Four bands more find one copy in two thousand more, for a tenth of the time."""
ROWS: Final = 4

NEAR: Final = 0.5
"""Least Jaccard similarity of near-duplicates..."""
PART: Final = 0.8
"""...unless this share of the shorter one is in the longer one: a text that was cut,"""
LEAST_PART: Final = 0.25
"""to no less than about a quarter."""

_SHINGLE: Final = 3
_SEED: Final = 1
_ANCHORS, _ANCHOR_WORDS, _LEAD_WORDS = 3, 6, 48


@dataclass(frozen=True)
class Signature:
    """A text in about 600 bytes, whatever its length."""

    minhash: bytes
    """128 MinHash values of 32 bits, little-endian."""
    shingles: int
    """How many different shingles the text has."""
    anchors: bytes
    """Hashes of 32 bits of a few word sequences of the lead, by which a text is found that was cut to its beginning."""
    figures: bytes
    """The numbers with the words around them (`guard.py`)."""

    @cached_property
    def as_number(self) -> int:
        """All MinHash values in one number."""
        return int.from_bytes(self.minhash, "little")

    @cached_property
    def bands(self) -> tuple[int, ...]:
        """Keys of 32 bits, signed: two texts that have none in common are not compared."""
        size = 4 * ROWS
        keys = [crc32(self.minhash[start : start + size], start) for start in range(0, BANDS * size, size)]
        keys += struct.unpack(f"<{len(self.anchors) // 4}I", self.anchors)
        signed = [key - (1 << 31) for key in keys]
        return tuple(dict.fromkeys(signed if self.figures_key is None else [*signed, self.figures_key]))

    @cached_property
    def figures_key(self) -> int | None:
        """The band of all figures, None where there are none: it finds a bulletin among thousands of one template."""
        return key_of(self.figures) - (1 << 31) if self.figures else None


def signature(title: str | None, body: str) -> Signature | None:
    """The signature of an article; None for a text of fewer than 20 different shingles, which is too short to compare."""
    lead = words(body)
    text = words(title or "") + lead
    shingles = {f"{first} {second} {third}" for first, second, third in zip(text, text[1:], text[2:], strict=False)}
    if len(shingles) < SHORTEST:
        return None
    minhash = RMinHash(num_perm=VALUES, seed=_SEED)
    minhash.update(shingles)
    return Signature(struct.pack(f"<{VALUES}I", *minhash.digest()), len(shingles), _anchors(lead[:_LEAD_WORDS]), figures_of(text))


def _anchors(lead: list[str]) -> bytes:
    """Chosen by what they say, not by where they stand: a word before the lead moves none."""
    hashes = {crc32(" ".join(lead[start : start + _ANCHOR_WORDS]).encode()) for start in range(len(lead) - _ANCHOR_WORDS + 1)}
    chosen = nsmallest(_ANCHORS, hashes)
    return struct.pack(f"<{len(chosen)}I", *(value * 0x9E3779B1 & 0xFFFFFFFF for value in chosen))  # small numbers spread again


def similarity(one: Signature, other: Signature) -> float | None:
    """Estimated Jaccard similarity of two near-duplicates; None where the texts are none."""
    differing = (one.as_number ^ other.as_number).to_bytes(4 * VALUES, "little")
    alike = memoryview(differing).cast("I").tolist().count(0) / VALUES  # a third of the time that a loop takes
    if alike < LEAST_PART:
        return None
    if alike < NEAR and _contained(alike, one.shingles, other.shingles) < PART:
        return None
    return None if contradict(one.figures, other.figures, min(one.shingles, other.shingles)) else alike


def _contained(alike: float, size: int, other: int) -> float:
    """Which share of the shorter text the longer one has, by their similarity and their sizes."""
    return alike / (1 + alike) * (size + other) / min(size, other)
