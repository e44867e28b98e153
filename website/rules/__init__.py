"""Who may do what with what the site itself tells."""
