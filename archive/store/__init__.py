"""SQL behind one door: the only package, with `migrations/`, that knows there is a database."""
