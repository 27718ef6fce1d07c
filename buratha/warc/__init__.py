"""The raw pages of a crawl: kept as WARC files, and read again instead of the network (docs/warc.md)."""
