"""What is read against the schemas: accepted and typed, or refused and explained in Norwegian."""
