from website.summaries.actor import ActorPage, actor_page
from website.summaries.county import CountyPage, county_page
from website.summaries.digests import Digest, DigestGroup, digests
from website.summaries.law_pages import STATEMENT_PARTS, missing_parts
from website.summaries.my_work import MyWork, my_work
from website.summaries.start import StartPage, start_page
from website.summaries.strategy import Together, together

__all__ = [
    "STATEMENT_PARTS",
    "ActorPage",
    "CountyPage",
    "Digest",
    "DigestGroup",
    "MyWork",
    "StartPage",
    "Together",
    "actor_page",
    "county_page",
    "digests",
    "missing_parts",
    "my_work",
    "start_page",
    "together",
]
