"""The study: a case run through every stage, and what each figure rests on."""
