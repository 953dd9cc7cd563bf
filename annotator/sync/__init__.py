"""What copies of a project exchange: parts, strands and the rules by which they are put together. No SQL, no files."""
