"""Files of other programs: recognised before anything is read, so that none becomes a document unnoticed."""
