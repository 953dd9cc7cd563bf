"""Reports as files: a neutral document with pictures, as a web page, for Word or for LaTeX; no numbers of its own."""
