"""The reader: from a page to statements, each word anchored."""
