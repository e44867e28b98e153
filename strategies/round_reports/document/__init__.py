"""A payload as a document: the sections, lines and tables that every form of the report renders.

What a reader reads in our words is in the language that is active; what is content is Swedish, and
so marked.
"""

from strategies.round_reports.document.parts import Document, Table
from strategies.round_reports.document.whole import document_of

__all__ = ["Document", "Table", "document_of"]
