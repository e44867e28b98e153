from website.summaries.actor import ActorPage, actor_page
from website.summaries.county import CountyPage, county_page
from website.summaries.digests import Digest, DigestGroup, digests
from website.summaries.help import HelpPage, help_page
from website.summaries.law_pages import STATEMENT_PARTS, missing_parts
from website.summaries.my_work import MyWork, my_work
from website.summaries.news import NewsPage, latest_news, news_page
from website.summaries.start import StartPage, start_page
from website.summaries.strategy import Together, together

__all__ = [
    "STATEMENT_PARTS",
    "ActorPage",
    "CountyPage",
    "Digest",
    "DigestGroup",
    "HelpPage",
    "MyWork",
    "NewsPage",
    "StartPage",
    "Together",
    "actor_page",
    "county_page",
    "digests",
    "help_page",
    "latest_news",
    "missing_parts",
    "my_work",
    "news_page",
    "start_page",
    "together",
]
