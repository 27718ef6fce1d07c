"""Pages that only a browser can fill: when they are asked for again in Chromium, and how that is done.

Scrapy asks for every page itself. What a page needs a browser for stands in its request's meta under :data:`BROWSER`, as plain data, so that
requests can be kept in queues on disk or in Redis. A page that is a shell is asked for again by the middleware; for a listing that goes on only
behind a button the spider asks (:class:`Asker`), because only the spider reads listings.
"""

from buratha.browser.asking import BROWSER, Asker, in_browser, is_drawn, pressing_end
from buratha.browser.shells import has_script

__all__ = ["BROWSER", "Asker", "has_script", "in_browser", "is_drawn", "pressing_end"]
