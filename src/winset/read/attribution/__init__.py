"""Which words are attributed by which words: verbs and phrases of saying, their subjects, and what they take as content."""
