"""Contracts for ``scrapy check``: they ask the server of BURATHA_BASE_URL, whichever it is."""

from typing import Any

from scrapy import Request
from scrapy.contracts import Contract
from scrapy.exceptions import ContractFail

from buratha.urls import article_address


class AgencyContract(Contract):
    """``@agency /arabic/news``: what path of the agency to ask for."""

    name = "agency"

    def adjust_request_args(self, args: dict[str, Any]) -> dict[str, Any]:
        """Make the path an address of the configured server."""
        return args | {"url": args["callback"].__self__.locations.site.base + self.args[0]}


class FollowsContract(Contract):
    """``@follows article``: the callback asks for at least one article."""

    name = "follows"

    def post_process(self, output: list[Any]) -> None:
        """Look for a request for an article."""
        if not any(isinstance(request, Request) and article_address(request.url) for request in output):
            raise ContractFail("no article is followed")
