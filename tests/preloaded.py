"""Whatever commands of ``scrapy`` import in this project."""

import gc
import importlib
import pkgutil

import scrapy.cmdline
import scrapy.commands
import scrapy.core.downloader.handlers.http11
import scrapy.downloadermiddlewares
import scrapy.dupefilters
import scrapy.extensions
import scrapy.pqueues
import scrapy.shell
import scrapy.spidermiddlewares
import scrapy.squeues

import buratha

for package in (scrapy.commands, scrapy.downloadermiddlewares, scrapy.extensions, scrapy.spidermiddlewares, buratha):
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if module.name != "scrapy.extensions.statsmailer":  # it warns that it will go
            importlib.import_module(module.name)
buratha.read_page(b"<h1>\xd8\xae\xd8\xa8\xd8\xb1</h1><p>2017-01-09</p>", "https://burathanews.com/arabic/news/310000")  # its tables are read, too
gc.collect()
gc.freeze()  # none of this is looked through again in each process
