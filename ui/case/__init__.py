"""The page of a case: steps, the panel of a step, and the paper beside it."""
