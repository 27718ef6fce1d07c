"""Whatever commands of ``scrapy`` import in this project."""

import gc
import importlib
import pkgutil

import scrapy.cmdline  # noqa: F401

import buratha

for module in pkgutil.walk_packages(buratha.__path__, "buratha."):
    importlib.import_module(module.name)
buratha.read_page(b"<h1>\xd8\xae\xd8\xa8\xd8\xb1</h1><p>2017-01-09</p>", "https://burathanews.com/arabic/news/310000")  # its tables are read, too
gc.collect()
gc.freeze()  # none of this is looked through again in each process
