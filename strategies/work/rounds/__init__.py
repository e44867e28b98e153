"""The pages under /arbete/ where follow-up rounds are prepared, answered and looked after."""
