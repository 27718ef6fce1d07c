"""The archive to look through: an index for searching it, kept beside it, and Datasette to show it."""
