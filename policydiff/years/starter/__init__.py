"""What `policydiff init` lays down: files as they are, @VERSION@ stands for the version of the program."""
