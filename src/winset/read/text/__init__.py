"""The text as it stands: characters, quotations, sentences, paragraphs, turns, zones."""
