from website.summaries.actor import ActorPage, actor_page
from website.summaries.county import CountyPage, county_page
from website.summaries.start import StartPage, start_page

__all__ = ["ActorPage", "CountyPage", "StartPage", "actor_page", "county_page", "start_page"]
