"""Schedule a crawl on a Scrapyd: ``python deploy/schedule.py [--unless-waiting] [NAME=VALUE …]``, as in ``sections=news setting=LOG_LEVEL=DEBUG``.

Address and login come from the environment (``SCRAPYD_URL``, ``SCRAPYD_USERNAME``, ``SCRAPYD_PASSWORD``), where no list of processes
shows them. Needs the standard library only. Ends with 0 when the job is scheduled; Scrapyd says 200 also to what it refuses.
"""

import base64
import json
import os
import sys
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

PROJECT = SPIDER = "buratha"
_UNLESS_WAITING = "--unless-waiting"
_PATIENCE = 60
_LONGEST_NAME = 255
"""Bytes of a file's name, at the most."""


class ScheduleError(RuntimeError):
    """The job was not scheduled; the message says why."""


def main(arguments: list[str]) -> int:
    """Schedule, and say the job's id; gives the exit status."""
    values = [argument.partition("=") for argument in arguments if argument != _UNLESS_WAITING]
    if wrong := mistake([(name if sign else None, value if sign else name) for name, sign, value in values]):
        return say(wrong, 2)
    try:
        wanted = next((value for name, _, value in values if name == "jobid"), None)
        jobs = ask("listjobs.json?" + urlencode({"project": PROJECT})) if wanted or _UNLESS_WAITING in arguments else {}
        if _UNLESS_WAITING in arguments and jobs["pending"]:
            return say(f"Job {jobs['pending'][0]['id']} is still waiting for its turn: nothing is scheduled", 0)
        if wanted and (state := listed_as(wanted, jobs)):
            return say(f"jobid={wanted} is that of a {state} job, whose log it would share: choose another, or leave it out", 2)
        fields = [("project", PROJECT), ("spider", SPIDER), *((name, value) for name, _, value in values)]
        return say(str(ask("schedule.json", urlencode(fields).encode())["jobid"]), 0)
    except ScheduleError as error:
        return say(str(error), 1)


def listed_as(job: str, jobs: dict[str, Any]) -> str | None:
    """Under what Scrapyd lists a job, which would take a second one with its id; None where it has none, or has forgotten it."""
    return next((state for state in ("pending", "running", "finished") if any(each["id"] == job for each in jobs[state])), None)


def mistake(values: list[tuple[str | None, str]]) -> str | None:
    """What is wrong with the arguments, which Scrapyd would not say: it takes the first of two, and leaves out what has no name."""
    seen: set[str] = set()
    for name, value in values:
        if not name:
            return f"{('' if name is None else '=') + value!r} is no NAME=VALUE"
        if name in {"project", "spider"}:
            return f"{name} is always {PROJECT}: leave {name}={value} out"
        if name == "setting" and value.find("=") < 1:
            return f"setting={value} is no setting=NAME=VALUE"
        if name == "jobid" and (fault := no_name(value)):
            return f"jobid={value} names the job's log, {fault}: write a plain name, as in jobid=by-hand"
        if name in seen and name != "setting":
            return f"{name} is given twice; several values have commas between, as in sections=news,poetry"
        seen.add(name)
    return None


def no_name(job: str) -> str | None:
    """Why a job's id cannot name its log."""
    if not job.strip():
        return "and is empty"
    if ".." in job or not {"/", "\\", "\x00"}.isdisjoint(job):
        return "so it has no slashes and no two dots in a row"
    return "and is too long" if len(f"{job}.log".encode()) > _LONGEST_NAME else None


def ask(path: str, data: bytes | None = None) -> dict[str, Any]:
    """What Scrapyd answers.

    Raises:
        ScheduleError: it cannot be asked, or it refused.

    """
    addresses = os.environ.get("SCRAPYD_URL", "").split() or ["http://127.0.0.1:6800"]
    if len(addresses) > 1:
        raise ScheduleError(f"SCRAPYD_URL names {len(addresses)} nodes, each with an archive of its own: name the one that is to crawl")
    url = f"{addresses[0].rstrip('/')}/{path}"
    try:
        request = Request(url, data)  # noqa: S310 - an operator's own address
    except ValueError as error:
        raise ScheduleError(f"SCRAPYD_URL is {addresses[0]!r}: write an address such as http://127.0.0.1:6800/") from error
    if username := os.environ.get("SCRAPYD_USERNAME"):
        login = f"{username}:{os.environ.get('SCRAPYD_PASSWORD', '')}".encode()
        request.add_header("Authorization", f"Basic {base64.b64encode(login).decode()}")
    try:
        with urlopen(request, timeout=_PATIENCE) as response:  # noqa: S310
            answer: dict[str, Any] = json.load(response)
    except HTTPError as error:
        raise ScheduleError(f"{url} answers {error.code} {error.reason}") from error
    except (OSError, HTTPException, ValueError) as error:
        raise ScheduleError(f"{url} cannot be asked: {str(error).strip() or type(error).__name__}") from error
    if answer.get("status") != "ok":
        raise ScheduleError(f"{url} refuses: {answer.get('message')}")
    return answer


def say(text: str, status: int) -> int:
    """Print a line, to the right place for an exit status, and give that status."""
    (sys.stderr if status else sys.stdout).write(f"{text}\n")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
