"""What can go wrong with looking through the archive."""


class BrowseError(RuntimeError):
    """The archive cannot be shown; the message names what is wrong and says what to do. Nothing that was stored is changed."""
