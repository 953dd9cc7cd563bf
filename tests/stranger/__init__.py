"""What is installed, tried as on the machine of a stranger: `make stranger`. Needs root, debootstrap and Xvfb."""
