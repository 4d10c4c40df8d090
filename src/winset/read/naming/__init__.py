"""Who is meant: names, bodies, descriptions and pronouns, brought to canonical speakers."""
