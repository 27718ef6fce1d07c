"""The project's settings without its manners: for crawls of the bundled agency only."""

from buratha.settings import *  # noqa: F403

AUTOTHROTTLE_ENABLED = False
DOWNLOAD_DELAY = 0
