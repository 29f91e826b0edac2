"""How the tests open the office's pages."""

from django.http import HttpResponse
from django.test import Client

from hundredfold.base.models import User


def signed_in(user: User) -> Client:
    """A client with ``user`` signed in; its pages are in English where asked by ``Accept-Language``."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def see(client: Client, href: str) -> str:
    """The page at ``href``, which must open."""
    answer = client.get(href)
    assert answer.status_code == 200, (href, answer.status_code)
    return text(answer)


def text(answer: HttpResponse) -> str:
    """A page's HTML."""
    return answer.content.decode()


def status(client: Client, href: str) -> int:
    """The status of the page at ``href``, its file read to the end where it is one, which closes it."""
    answer = client.get(href)
    b"".join(answer)
    return answer.status_code
