"""Commands of ``scrapy``: one module each, named as the command is."""
