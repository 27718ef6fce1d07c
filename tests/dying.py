"""Run scrapy and die, as with `kill -9`, at a chosen call: `python -m tests.dying buratha.delivery:rename 2 after crawl buratha …`.

The first arguments are a module and the name of a function in it, which call of it, and whether to die before or after it.
"""

import functools
import importlib
import os
import signal
import sys
from itertools import count

from scrapy.cmdline import execute


def die_at(point: str, call: int, moment: str) -> None:
    """Have the process end at a call, without any chance to put things in order."""
    module_name, _, name = point.partition(":")
    owner = importlib.import_module(module_name)
    *path, last = name.split(".")
    for part in path:
        owner = getattr(owner, part)
    function = getattr(owner, last)
    calls = count(1)

    @functools.wraps(function)
    def dying(*args: object, **kwargs: object) -> object:
        number = next(calls)
        if number == call and moment == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        result = function(*args, **kwargs)
        if number == call and moment == "after":
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(owner, last, dying)


if __name__ == "__main__":
    die_at(sys.argv[1], int(sys.argv[2]), sys.argv[3])
    execute(["scrapy", *sys.argv[4:]])
