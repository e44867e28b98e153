"""The pages where an organisation joins a strategy: public, by a link, and at work."""
