"""The press desk's words: how a page came, where it stands, why it was refused, what is pointed out about it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CameBy(TextChoices):
    """By which way a page came to the desk."""

    LINK = "link", _("Link")
    LIST = "list", _("List of links")
    FEED = "feed", _("Feed")
    SITEMAP = "sitemap", _("Sitemap")
    UPLOAD = "upload", _("Upload")
    COMMAND = "command", _("Command line")


class PageState(TextChoices):
    """Where a page stands. Waiting: to be fetched or read; told: a record of the ledger says what it says."""

    WAITING = "waiting", _("Waiting")
    READ = "read", _("Read")
    REFUSED = "refused", _("Not read")
    TOLD = "told", _("In the ledger")
    SET_ASIDE = "set_aside", _("Set aside")


class SourceSort(TextChoices):
    """What a source of links is."""

    FEED = "feed", _("Feed")
    SITEMAP = "sitemap", _("Sitemap")


class Verdict(TextChoices):
    """What a person said of a page and others: one story, or not."""

    TOGETHER = "together", _("The same story")
    APART = "apart", _("Another story")


class Damage(TextChoices):
    """How damaged the text of a page was before it was mended."""

    NONE = "none", _("None")
    LIGHT = "light", _("Light")
    HEAVY = "heavy", _("Heavy")


# What this workflow itself refuses or notices; what the fetching and the reading refuse they say themselves.
SENTENCES: Mapping[str, tuple[str, str]] = {
    "no_link": (
        "没有找到链接。请粘贴以 http:// 或 https:// 开头的网址。",
        "No link was found. Paste addresses that start with http:// or https://.",
    ),
    "many_links": (
        "一次最多加 {most} 个链接，这里有 {n} 个。请分几次粘贴。",
        "At most {most} links are added at once; here are {n}. Paste them in several turns.",
    ),
    "long_link": (
        "这个链接超过 {most} 个字符，没有加入。请复制文章自己的网址。",
        "This link is longer than {most} characters and was not added. Copy the article's own address.",
    ),
    "bad_link": (
        "{link}：这不是完整的网址，没有加入。请从浏览器的地址栏复制。",
        "{link}: this is no whole address and was not added. Copy it from the browser's address bar.",
    ),
    "known_source": (
        "这个来源已经在册，没有重复加入。",
        "This source is on the list already and was not added again.",
    ),
    "gone": (
        "网站答复这一页不存在（{status}），没有可读的内容。请核对链接，或上传存下的网页、版面照片。",
        "The site says that this page does not exist ({status}); there is nothing to read. Check the link, or "
        "upload a saved page or a picture of the printed one.",
    ),
    "not_shown": (
        "网站不向外人显示这一页（{status}），没有读取。请上传存下的网页或版面照片。",
        "The site does not show this page to a stranger ({status}), so it was not read. Upload a saved page or a "
        "picture of the printed one.",
    ),
    "status": (
        "网站答复 {status}，没有给出内容。过些时候会再试；也可以上传存下的网页。",
        "The site answered {status} and gave no content. It will be asked again; you may also upload a saved page.",
    ),
    "not_a_page": (
        "这个链接给出的是 {media_type}，不是网页，没有读取。如是版面照片或 PDF，请用上传并填写媒体、日期。",
        "This link gives {media_type}, no web page, so it was not read. If it is a picture or a PDF of a printed page, "
        "upload it and type its outlet and day.",
    ),
    "no_story": (
        "页面上没有读到文章：只有导航或空白。请核对链接，或上传存下的网页。",
        "No article was found on the page: only navigation, or nothing. Check the link, or upload a saved page.",
    ),
    "upload_kind": (
        "{file}：这里收 HTML、MHTML、PDF、JPEG 和 PNG。请另存为其中一种再上传。",
        "{file}: HTML, MHTML, PDF, JPEG and PNG are taken here. Save it as one of these and upload it again.",
    ),
    "upload_size": (
        "{file}：超过 {limit_mb} MB，没有收下。请压缩或只截取这一版。",
        "{file}: more than {limit_mb} MB, so it was not taken. Compress it, or keep this one page only.",
    ),
    "upload_empty": (
        "{file}：文件是空的。请检查是否保存成功。",
        "{file}: the file is empty. Check that it was saved.",
    ),
    "upload_facts": (
        "版面照片和 PDF 里的字不自动读取：请填写标题、媒体和日期。",
        "The words in a picture or a PDF are not read by themselves: please type title, outlet and day.",
    ),
    "title_missing": ("请填写标题。", "Please give a title."),
    "day_missing": ("请填写刊发日期。", "Please give the day of publication."),
    "outlet_missing": ("请填写媒体名称。", "Please name the outlet."),
    "bad_day": (
        "日期 {day} 不在 1950 年到今天之间，请核对年份。",
        "The day {day} does not lie between 1950 and today. Check the year.",
    ),
    "bad_level": ("不认识的层级。请从列表中选择。", "This level is not known. Choose one from the list."),
    "nothing_to_tell": (
        "没有可以记入台账的页面：已经记入，或者不属于您可以填报的单位。",
        "There is no page to tell: they are in the ledger already, or belong to units you cannot tell for.",
    ),
    "is_told": (
        "这一页已经记入台账；要撤回，请在台账里撤回那条记录。",
        "This page is in the ledger. To take it back, withdraw its record there.",
    ),
    "not_waiting": (
        "这一页不在未读之列，不必重新抓取。",
        "This page is not among those that were not read; it need not be fetched again.",
    ),
    "not_read_yet": (
        "这一页还没有读出来，请稍候。",
        "This page has not been read yet. Please wait a moment.",
    ),
    "no_reason": ("请写明搁置的原因，一句话即可。", "Say in a few words why it is set aside."),
    "not_set_aside": ("这一页没有被搁置。", "This page is not set aside."),
    "one_story": ("请至少选出两页。", "Choose at least two pages."),
    "is_undone": ("这个意见已经撤销。", "This answer was taken back already."),
    "unknown_deed": (
        "编号 {deed} 在台账里找不到。请从列表中选择。",
        "The record {deed} is not in the ledger. Choose one from the list.",
    ),
    "no_press_strand": (
        "这个项目没有媒体报道的条线，不能记入台账。",
        "This programme has no strand of press stories, so nothing can be told.",
    ),
    "bad_hours": (
        "多久看一次，请填 1 到 744 小时之间的整数。",
        "How often it is looked at is a whole number of hours from 1 to 744.",
    ),
    # What came of a look at a source.
    "source_status": (
        "网站答复 {status}，没有给出清单。会再试；请核对地址。",
        "The site answered {status} and gave no list. It will be asked again; please check the address.",
    ),
    "looked": (
        "找到 {found} 个链接，新增 {new} 个。",
        "{found} links were found, {new} of them new.",
    ),
    "looked_most": (
        "找到 {found} 个链接，先加入 {new} 个，其余下次再加。",
        "{found} links were found; {new} were added, the others will be next time.",
    ),
    # What is pointed out of a page, for the person who confirms.
    "own_account": (
        "这是本单位自办账号的推文：本项目的计数规则一般不计，请核对。",
        "This is a unit's own account, which this programme's rule mostly does not count. Please check.",
    ),
    "self_media": (
        "这是自媒体账号：请核对是否符合本项目的计数规则。",
        "This is a self-media account. Please check it against this programme's rule.",
    ),
    "paid_notice": (
        "页面标有“{mark}”，像是付费刊登，请核对。",
        "The page is marked “{mark}”, which looks like a paid notice. Please check.",
    ),
    "one_line": (
        "全文只有一句提到本地，请核对是否算一篇报道。",
        "A single sentence of the text speaks of this place. Please check whether it is a story of its own.",
    ),
    "not_mentioned": (
        "全文没有提到本地的名称，请核对是否与本地有关。",
        "The text does not name this place. Please check whether it tells of it.",
    ),
    "outlet_unknown": (
        "没有读出媒体名称，请填写。",
        "The outlet could not be read. Please name it.",
    ),
    "day_unknown": (
        "没有读出刊发日期，请填写。",
        "The day of publication could not be read. Please give it.",
    ),
}


def say(code: str, params: Mapping[str, Any], language: str = "zh") -> str:
    """The sentence of one of this workflow's own codes. KeyError when the code or a param is unknown."""
    return SENTENCES[code][0 if language.startswith("zh") else 1].format(**params)


class NotDone(ValueError):
    """An act that cannot be done as asked; it changed nothing. A code with params, and the field it is about."""

    def __init__(self, code: str, *, field: str = "", **params: Any) -> None:
        super().__init__(code, params)
        self.code = code
        self.field = field
        self.params = params

    def sentence(self, language: str = "zh") -> str:
        """One sentence: what is wrong and what to do."""
        return say(self.code, self.params, language)

    def __str__(self) -> str:
        return self.sentence()
