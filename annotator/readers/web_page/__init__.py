"""What of a web page is its text, and what belongs to the site around it."""
