"""What a reader is told about a measure, in words: the same on every page, in lists, search and exports."""
