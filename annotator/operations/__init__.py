"""Every verb of the product: one function each, one undoable step each. Only these change a project."""
