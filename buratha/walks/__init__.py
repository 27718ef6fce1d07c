"""The walks down the listings, page by page: where next, when it is enough, and what is left to read. Nothing here asks for pages.

:mod:`~buratha.walks.descent` has the walks of one run, and is what the spider talks to; :mod:`~buratha.walks.leg` has one way down one
listing, and asks the other modules, each of which judges one thing.
"""
