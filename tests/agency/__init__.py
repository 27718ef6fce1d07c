"""A small news agency of our own: articles, layouts and a server on loopback.

The demo, the tests and the benchmarks all crawl it. Everything in it is invented for this project;
nothing is copied from any site.
"""
