"""From the name of where one lives to its page, and municipalities beside each other."""
