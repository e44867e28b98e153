"""State changes that ask who may."""
