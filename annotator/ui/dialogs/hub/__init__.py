"""What is asked of a hub: to share over it, to invite, to join, for the password, and to leave."""
