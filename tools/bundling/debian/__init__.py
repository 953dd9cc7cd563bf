"""The Debian package of a bundle: what it says of itself, and what it installs besides."""
