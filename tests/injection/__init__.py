"""Words that mean something to whoever reads what leaves: programs, not people, are to find nothing in them to do."""
