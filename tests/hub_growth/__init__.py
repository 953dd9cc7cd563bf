"""How large a hub and its copies grow, and what is asked of it: reckoned of what was measured on a smaller team."""
