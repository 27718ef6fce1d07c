"""What is crawled, and in which order."""
