"""What makes a command die, as with `kill -9`, or be told to end, as with Ctrl-C, at a chosen call."""

import functools
import importlib
import os
import signal
import sys
from collections.abc import Iterable


def die_at(point: str, moment: str) -> None:
    """Have the process end before or after a call, "module:name", without any chance to put things in order."""
    signal_at(point, moment, signal.SIGKILL)


def told_at(points: Iterable[str]) -> None:
    """Have the process be told to end before each of these calls."""
    for point in points:
        signal_at(point, "before", signal.SIGINT)


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
    for module in [module for name, module in sys.modules.items() if name.startswith("buratha.")]:
        for name in [name for name, value in vars(module).items() if value is function]:
            setattr(module, name, signalled)  # they have imported it by its name
