"""Run scrapy and die, as with `kill -9`, at a chosen call: `python -m tests.dying buratha.delivery:rename after crawl buratha …`.

The first arguments are a module and the name of a function in it, and whether to die before or after its first call.
"""

import functools
import importlib
import os
import signal
import sys

from scrapy.cmdline import execute


def die_at(point: str, moment: str) -> None:
    """Have the process end at a call, without any chance to put things in order."""
    signal_at(point, moment, signal.SIGKILL)


def signal_at(point: str, moment: str, number: signal.Signals) -> None:
    """Have the process get a signal at a call."""
    module_name, _, name = point.partition(":")
    owner = importlib.import_module(module_name)
    *path, last = name.split(".")
    for part in path:
        owner = getattr(owner, part)
    function = getattr(owner, last)

    @functools.wraps(function)
    def signalled(*args: object, **kwargs: object) -> object:
        if moment == "before":
            os.kill(os.getpid(), number)
        result = function(*args, **kwargs)
        if moment == "after":
            os.kill(os.getpid(), number)
        return result

    setattr(owner, last, signalled)


if __name__ == "__main__":
    die_at(sys.argv[1], sys.argv[2])
    execute(["scrapy", *sys.argv[3:]])
