"""Agreement: how far coders agree, in numbers and pictures, with the passages behind each."""
