"""What the page is painted of, from the ground up: each layer paints, looks under points and tells what changed."""
