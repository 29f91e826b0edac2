"""Why a page was not fetched: a code, what it was about, and one sentence in either language."""

from hundredfold.base.outbound.words import LATER, say


class NotFetched(Exception):
    """A page that was not fetched. ``code`` is one of ``words.SENTENCES``, ``params`` fill its sentence."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def sentence(self, language: str = "zh") -> str:
        """What happened, where, and what to do, in one sentence; ``language`` is ``zh`` or ``en``."""
        return say(self.code, self.params, language)

    @property
    def may_pass(self) -> bool:
        """Whether asking again later may help: the site was slow, silent, busy or broken, not wrong."""
        return self.code in LATER

    def __str__(self) -> str:
        return self.sentence("en")
