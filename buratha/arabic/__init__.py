"""Arabic text: cleaning, folding, digits, dates and names. Pure functions, nothing of Scrapy in them."""
