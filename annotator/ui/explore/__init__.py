"""Explore: who speaks to whom, and when, with the passages behind each number."""
