"""What one page is to the crawler, shown to a person: nothing here writes into the archive, the feeds, or what was learnt."""
