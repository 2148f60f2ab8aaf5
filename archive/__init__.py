"""A versioned archive of news stories (placeholder docstring until the public names land)."""
