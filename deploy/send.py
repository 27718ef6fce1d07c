"""Build the egg, see that it is complete, and deploy it to every Scrapyd of ``SCRAPYD_URL``: `make deploy`.

scrapyd-deploy does the building and the sending. It ends with 0 also where Scrapyd refused the egg, so its answer is read here.
"""

import fcntl
import json
import os
import py_compile
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from py_compile import PycInvalidationMode
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "buratha"
LOGIN = ("SCRAPYD_USERNAME", "SCRAPYD_PASSWORD")
LOCAL = "http://127.0.0.1:6800/"

REFUSED = "Deploy failed (401)"
"""How scrapyd-deploy tells that Scrapyd wants another login. The number alone also stands in versions and paths."""

EXTRA = ("datasette", "uvicorn")
"""Of requirements-browse.txt: no job imports the modules that need them, and no node has to have them."""
_IMPORT_ALL = f"""
import importlib, pkgutil, sys
package = importlib.import_module({PACKAGE!r})
assert package.__spec__.origin.startswith(sys.argv[1]), package.__spec__.origin
names = [module.name for module in pkgutil.walk_packages(package.__path__, {PACKAGE + "."!r})]
for name in names:
    try:
        importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name not in {EXTRA!r}:
            raise
print(len(names))
"""


class DeployError(RuntimeError):
    """The project was not deployed; the message says why."""


def main() -> int:
    """Build, check and send; gives the exit status."""
    addresses = os.environ.get("SCRAPYD_URL", "").split() or [LOCAL]
    try:
        check_login()
        with TemporaryDirectory(prefix="buratha-egg-") as folder:
            egg = build(Path(folder))
            say(f"The egg has {check(egg)} modules and everything that lies beside them.")
            name = version()
            for address in addresses:
                say(f"Version {name} is deployed to {address}: spiders {send(egg, name, address)}.")
    except DeployError as error:
        say(str(error))
        return 1
    return 0


def check_login() -> None:
    """See that the login can be sent.

    Raises:
        DeployError: scrapyd-deploy would break off over it.

    """
    for name in LOGIN:
        if not os.environ.get(name, "").isascii():
            raise DeployError(f"{name} has letters beyond ASCII, which scrapyd-deploy cannot send: choose another one on the node")


def build(folder: Path) -> Path:
    """Make the egg in a folder."""
    egg = folder / f"{PACKAGE}.egg"
    environment = surroundings(LOCAL) | {
        "TMPDIR": str(folder),  # scrapyd-deploy leaves its own folder behind
        "PYTHONDONTWRITEBYTECODE": "1",  # where the building would put it, nobody looks for it
    }
    with (ROOT / "setup.py").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)  # two builds at once would clear away each other's files in build/
        done = subprocess.run([tool(), "--debug", "--build-egg", str(egg)], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode or not egg.exists():
        raise DeployError(f"The egg could not be built: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    add_bytecode(egg)
    return egg


def add_bytecode(egg: Path) -> None:
    """Put each module's bytecode beside its source, where zipimport looks for it: else every job compiles the whole package anew.

    A node with another Python reads the sources.
    """
    with TemporaryDirectory() as folder, ZipFile(egg, "a", ZIP_DEFLATED) as archive:
        for name in [name for name in archive.namelist() if name.startswith(f"{PACKAGE}/") and name.endswith(".py")]:
            source = Path(archive.extract(name, folder))
            compiled = py_compile.compile(str(source), f"{source}c", dfile=name, doraise=True, invalidation_mode=PycInvalidationMode.UNCHECKED_HASH)
            archive.write(compiled, f"{name}c")


def check(egg: Path) -> int:
    """See that an egg holds the whole package, and that every module of it can be imported from there; gives how many.

    Raises:
        DeployError: something is missing.

    """
    with ZipFile(egg) as archive:
        if lost := sorted(set(files_of_the_package()) - set(archive.namelist())):
            raise DeployError(f"The egg lacks {', '.join(lost)}: see [tool.setuptools] in pyproject.toml")
    environment = {**os.environ, "PYTHONPATH": str(egg), "PYTHONSAFEPATH": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-c", _IMPORT_ALL, str(egg)], cwd=egg.parent, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise DeployError(f"The egg cannot be imported:\n{done.stderr[-2000:]}")
    return int(done.stdout.split()[-1])


def files_of_the_package() -> Iterator[str]:
    """The files that belong into the egg, as a zip names them."""
    for path in (ROOT / PACKAGE).rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc" and not path.name.startswith("."):
            yield path.relative_to(ROOT).as_posix()


def version() -> str:
    """A name for what is deployed: Scrapyd runs the one that sorts last, so the time comes first."""
    git = ["git", "describe", "--always", "--dirty", "--exclude=*"]
    found = subprocess.run(git, cwd=ROOT, capture_output=True, text=True, check=False)
    commit = f"-{found.stdout.strip()}" if found.returncode == 0 else ""
    return f"{datetime.now(UTC):%Y%m%d-%H%M%S}{commit}"


def send(egg: Path, name: str, address: str) -> int:
    """Deploy an egg to one Scrapyd; gives how many spiders that found in it.

    Raises:
        DeployError: it was not taken.

    """
    line = [tool(), "--egg", str(egg), "--version", name]
    done = subprocess.run(line, cwd=ROOT, env=surroundings(address), capture_output=True, text=True, check=False)
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        answer = {}
    if done.returncode or answer.get("status") != "ok" or not answer.get("spiders"):
        why = str(answer.get("message") or "").strip() or f"{done.stdout}{done.stderr}".strip()
        raise DeployError(f"{address} did not take the egg: {why[-2000:]}{advice(why)}")
    return int(answer["spiders"])


def advice(why: str) -> str:
    """What to do about a refusal."""
    if REFUSED in why:
        return "\nSet SCRAPYD_USERNAME and SCRAPYD_PASSWORD as on the node."
    if "MissingPackagesError" in why:
        return f"\nInstall them there, on the node ({PACKAGE} brings no packages along: see requirements-scrapyd.txt), and deploy again."
    return ""


def tool() -> str:
    """Where scrapyd-deploy is: beside the running Python."""
    return str(Path(sys.executable).parent / "scrapyd-deploy")


def surroundings(address: str) -> dict[str, str]:
    """What scrapy.cfg takes from the environment. Without the last slash, scrapyd-deploy would cut a path off the address."""
    given = {name: os.environ.get(name, "") for name in LOGIN}
    return {**os.environ, **given, "SCRAPYD_URL": address.rstrip("/") + "/"}


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
