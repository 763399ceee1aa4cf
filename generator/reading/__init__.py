"""Text to typed data: files, YAML with places, schemas and vocabularies, and what the schema refuses, explained."""
