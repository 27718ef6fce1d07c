"""Whatever commands of ``scrapy`` import in this project."""

import importlib
import pkgutil

import scrapy.cmdline  # noqa: F401

import buratha

for module in pkgutil.walk_packages(buratha.__path__, "buratha."):
    importlib.import_module(module.name)
