"""Papers in the window: looked at page by page, and printed."""
