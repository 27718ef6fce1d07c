"""Raw pages kept as WARC, and read again."""
