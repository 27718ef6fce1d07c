"""What a run's report is made into."""
