"""What is said, as files for offices: docx and xlsx."""
