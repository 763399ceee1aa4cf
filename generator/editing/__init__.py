"""Posts as their owners work with them: style, questions, confirmation, spreadsheets, changes, what is missing."""
