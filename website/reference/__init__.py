"""Reference data of the website itself: the helplines."""
