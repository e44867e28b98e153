"""News for everybody: their list, their pages and their feed."""
