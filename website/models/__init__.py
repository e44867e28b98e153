from website.models.support_line import SupportLine

__all__ = ["SupportLine"]
