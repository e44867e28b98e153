from website.summaries.actor import ActorPage, actor_page
from website.summaries.county import CountyPage, county_page
from website.summaries.my_work import MyWork, my_work
from website.summaries.start import StartPage, start_page

__all__ = [
    "ActorPage",
    "CountyPage",
    "MyWork",
    "StartPage",
    "actor_page",
    "county_page",
    "my_work",
    "start_page",
]
