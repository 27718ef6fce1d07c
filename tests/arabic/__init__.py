"""Tests of the pure Arabic modules."""
