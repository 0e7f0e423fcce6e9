"""What is said, as one HTML file."""
