"""Builds the egg that Scrapyd runs; what goes into it stands in pyproject.toml. `make deploy` calls this."""

from setuptools import setup

setup()
