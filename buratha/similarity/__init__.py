"""Texts that are nearly the same, found among all that were read before."""

from buratha.similarity.index import Match, NearIndex
from buratha.similarity.signatures import SIGNATURES, Signature, signature, similarity

__all__ = ["SIGNATURES", "Match", "NearIndex", "Signature", "signature", "similarity"]
