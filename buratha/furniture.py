"""What was learnt of a site's furniture, kept between runs in one file beside the archive."""

import json
import logging

from buratha.locations import Locations
from buratha.pages.repetition import Repetition
from buratha.site import Site
from buratha.urls import CANONICAL_BASE

_SITE = "site"

logger = logging.getLogger(__name__)


def load_furniture(locations: Locations) -> Repetition:
    """What earlier runs learnt of this server. What another server taught, or cannot be read, is left aside: it is soon learnt anew."""
    try:
        text = locations.furniture.read_text(encoding="utf-8")
        if json.loads(text).get(_SITE) != _name(locations.site):
            logger.info("%s was learnt of another server; starting afresh", locations.furniture)
            return Repetition()
        return Repetition.from_json(text)
    except FileNotFoundError:
        return Repetition()
    except (OSError, ValueError, AttributeError, OverflowError, RecursionError) as error:
        logger.warning("%s cannot be read (%s); starting afresh", locations.furniture, error)
        return Repetition()


def save_furniture(memory: Repetition, locations: Locations) -> None:
    """Keep what is known; a crash leaves the old file or the new one. A memory of nothing is not kept."""
    if not memory.pages:
        return
    path = locations.furniture
    kept = {_SITE: _name(locations.site)} | json.loads(memory.to_json())
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.part")
        part.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
        part.replace(path)
    except OSError as error:
        logger.warning("What was learnt could not be kept in %s: %s", path, error)


def _name(site: Site) -> str:
    """The agency is one site under all its names."""
    return CANONICAL_BASE if site.is_agency else site.base
