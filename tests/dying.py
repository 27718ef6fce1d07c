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
    module_name, _, name = point.partition(":")
    owner = importlib.import_module(module_name)
    *path, last = name.split(".")
    for part in path:
        owner = getattr(owner, part)
    function = getattr(owner, last)

    @functools.wraps(function)
    def dying(*args: object, **kwargs: object) -> None:
        if moment == "after":
            function(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(owner, last, dying)


if __name__ == "__main__":
    die_at(sys.argv[1], sys.argv[2])
    execute(["scrapy", *sys.argv[3:]])
