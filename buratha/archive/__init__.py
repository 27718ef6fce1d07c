"""What is held: articles and their revisions, how far each section was walked and where the holes are, what was delivered."""
