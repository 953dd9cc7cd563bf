"""The codebook, edited: labels at the left, a form in the middle, what it comes to at the right."""
