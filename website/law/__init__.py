"""The law's pages: accessibility, cookies, personal data, official documents, languages, about."""
