"""Measurements of the project beside other people's tools, on the bundled agency's pages."""
