"""Datasette's templates for the pages that a reader sees."""
