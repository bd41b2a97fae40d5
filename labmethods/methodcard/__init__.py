"""A method card as a file: readable Markdown with the drafts in it that another lab starts from."""
