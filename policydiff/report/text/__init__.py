"""What is said, as plain text in one language: terminal, Markdown, csv."""
