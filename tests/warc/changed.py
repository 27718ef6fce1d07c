"""An extractor that reads one field otherwise, and one that dies."""

import os
import signal

from itemloaders.processors import MapCompose

from buratha.loaders import ArticleLoader
from buratha.tally import Tally

MARK = "⟦%s⟧"


def change() -> None:
    """Have authors read otherwise from now on."""
    ArticleLoader.author_in = MapCompose(lambda text: MARK % text)


def change_and_die(after: int) -> None:
    """The same, and end the process, without any chance to put things in order, when so many articles were kept."""
    change()
    kept, left = Tally.count, [after]

    def counting(*arguments: object) -> None:
        kept(*arguments)  # type: ignore[arg-type]
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)

    Tally.count = counting  # type: ignore[method-assign]
