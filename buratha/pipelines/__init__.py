"""What every Article passes on its way to the feeds: it is checked, and kept."""
