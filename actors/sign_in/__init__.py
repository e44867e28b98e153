"""Signing in, under /konto/: allauth's views at our own addresses, with our forms and rules."""
