"""A case: the parties, the issues between them, what each wants, and what all of it rests on."""
