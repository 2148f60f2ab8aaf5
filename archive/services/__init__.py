"""One function for each verb: it reads or writes through the store and returns results."""
