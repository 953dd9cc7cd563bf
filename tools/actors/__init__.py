"""Makes the register of actors that is shipped; see make.py."""
