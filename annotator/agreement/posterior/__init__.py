"""What is true behind what coders say: models of coders who err, each in their own way, and of a truth nobody sees."""
