"""Tools for those who work on the site; nothing here is needed to build it."""
