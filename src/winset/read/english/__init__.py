"""What the reader knows of English and of the world: closed classes of words, verbs of saying, states, outlets."""
