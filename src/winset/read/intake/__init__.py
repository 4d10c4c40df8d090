"""From what the user names to texts: files, pages, feeds, archives and addresses."""
