"""Reading pages: a response in, facts out. Nothing here fetches, waits or remembers beyond what it is handed."""
