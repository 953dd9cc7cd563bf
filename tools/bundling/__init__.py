"""What people install is made of the program: a bundle with its own Python, and the packages that hold it."""
