"""Coders' bias: whether two coders give labels equally often, whatever they agree on."""
