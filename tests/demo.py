"""Show what the project does, without the network: `python -m tests.demo` serves the bundled agency, crawls it, and shows a record."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.agency.articles import load_articles
from tests.agency.generated import generate
from tests.agency.serving import running
from tests.agency.site import make_app

ROOT = Path(__file__).parents[1]
MADE_UP = 40
"""Articles beside the hand-written ones, so that the listings have pages."""
SAMPLE = "author"
"""The sample is the newest record that has this field."""


def main() -> int:
    """Serve, crawl and show; gives the crawl's exit status."""
    feeds = ROOT / (os.environ.get("BURATHA_FEEDS_DIR") or "feeds")
    before = set(feeds.glob("articles-*"))
    written = load_articles()
    articles = [*written, *generate(MADE_UP, seed=1, taken={article.id for article in written})]
    with TemporaryDirectory(prefix="buratha-demo-") as folder, running(make_app(articles, layout="mixed")) as url:
        _say(f"A small agency with {len(articles)} articles is served on {url}. Crawling it …")
        code = _crawl(url, feeds, Path(folder))
    made = sorted(set(feeds.glob("articles-*")) - before)
    _show(made)
    return code


def _crawl(url: str, feeds: Path, folder: Path) -> int:
    """Crawl at full speed; what the demo learns of its agency is thrown away with the folder."""
    where = {"BURATHA_BASE_URL": url, "BURATHA_FEEDS_DIR": str(feeds), "BURATHA_ARCHIVE_URL": f"sqlite:///{folder / 'archive.sqlite'}"}
    options = ["-s", "AUTOTHROTTLE_ENABLED=False", "-s", "DOWNLOAD_DELAY=0", "-s", "STATS_DUMP=False", "-L", "WARNING"]
    line = [sys.executable, "-m", "scrapy", "crawl", "buratha", *options]
    return subprocess.run(line, cwd=ROOT, env=os.environ | where, check=False).returncode


def _show(files: list[Path]) -> None:
    records = [json.loads(line) for path in files if path.suffix == ".jsonl" for line in path.read_text(encoding="utf-8").splitlines()]
    _say("\nFeeds:", *(f"  {path}" for path in files))
    sections = Counter(record["section"] for record in records)
    _say(f"\nArticles: {len(records)}", *(f"  {number:4}  {section}" for section, number in sections.most_common()))
    if records:
        _say("\nA record:", json.dumps(_sample(records), ensure_ascii=False, indent=2))


def _sample(records: list[dict[str, Any]]) -> dict[str, Any]:
    return max(records, key=lambda record: (record[SAMPLE] is not None, record["id"]))


def _say(*lines: str) -> None:
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
