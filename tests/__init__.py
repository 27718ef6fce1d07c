"""Tests of the crawler, and the small agency they crawl."""
