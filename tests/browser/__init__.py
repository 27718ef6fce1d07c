"""Crawls with a real Chromium. They are left out where there is none."""
