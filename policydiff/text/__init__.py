"""What every stage does with running text: fold it to a comparable form, cut it into words, mark what differs."""
