"""The project on a real Scrapyd, in an environment of its own."""
