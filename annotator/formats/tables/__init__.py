"""Flat tables: spans and dyads as CSV and Parquet."""
