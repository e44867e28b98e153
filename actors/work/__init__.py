"""The pages under /arbete/ where an organisation keeps its people, and is brought in."""
