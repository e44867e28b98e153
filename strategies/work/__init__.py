"""The pages under /arbete/ where progress reports are written, submitted and received."""
