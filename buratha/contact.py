"""Who answers for the crawl: every request says so."""

from scrapy.settings import BaseSettings

_HERE = "BURATHA_CONTACT"


class Contact:
    """Add-on that puts BURATHA_CONTACT in its place in USER_AGENT."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Fill in the contact."""
        agent = str(settings.get("USER_AGENT") or "")
        if _HERE in agent:
            settings.set("USER_AGENT", agent.replace(_HERE, str(settings.get(_HERE))), settings.getpriority("USER_AGENT") or "project")
