"""A case: typed facts and acts, and the state that follows from them."""
