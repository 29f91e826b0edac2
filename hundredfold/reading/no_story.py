"""Why a page holds no story: an error page, a wall, a list; it must not know where the page came from."""

import re

from hundredfold.reading.article import Article
from hundredfold.reading.blocks import Line
from hundredfold.reading.titles import text_of

GONE = re.compile(
    r"(?:^|[^\d])404(?:\s*(?:$|[-_|—:：]|not|error|page|错误|页面|未找到|找不到))|(?:错误|error)\W{0,3}404|页面不存在|頁面不存在|页面未找到|页面没有找到|找不到(?:该|此|您|页面|网页|文件)|您(?:要)?(?:访问|查看|浏览)的(?:页面|网页|内容|文章|链接|信息)"
    r"[^。]{0,10}(?:不存在|找不到|已|未找到|丢失|失效)|"
    r"(?:内容|文章|页面|网页|稿件|新闻|信息|链接|帖子|主题|资源)[^。，]{0,6}"
    r"(?:已被[^。，]{0,8}删除|已删除|不存在|已下线|已失效|已过期|无法查看|被移除|走丢了|已迁移)|该内容已被发布者删除|"
    r"此内容因违规无法查看|内容违规|"
    r"page (?:not found|cannot be found|you requested)|not found|no longer (?:available|exists)",
    re.IGNORECASE | re.MULTILINE,
)
WALL = re.compile(
    r"(?:请|需|需要|您还未|尚未|未)(?:先)?\s*登[录陆入]|登[录陆](?:后|之后|即可|才能|以后)[^。发评]{0,10}(?:查看|阅读|浏览|全文|继续|访问|解锁)|"
    r"(?:扫码|账号|密码|手机|短信|验证码)登[录陆]|注册后[^。]{0,6}(?:查看|阅读)|仅限(?:会员|订阅)|开通会员|订阅后|付费(?:阅读|内容|后)|"
    r"(?:sign|log) ?in to (?:continue|read|view)|subscribe to (?:continue|read)|subscribers only",
    re.IGNORECASE,
)
GATE = re.compile(
    r"(?:登[录陆]|注册|订阅|开通会员|付费)(?:后|之后|即可|才能|以后)[^。，发评]{0,10}(?:查看|阅读|浏览|全文|继续)|剩余[^。]{0,10}(?:登录|付费|订阅)|"
    r"(?:sign|log) ?in to (?:continue|read)|subscribe to (?:continue|read)",
    re.IGNORECASE,
)
ROBOT = re.compile(
    r"安全验证|安全驗證|人机验证|(?:输入|填写|请)[^。，]{0,6}验证码|滑块|拖动.{0,6}拼图|完成.{0,6}验证|"
    r"访问(?:过于|太)?频繁|请求(?:过于|太)?频繁|环境异常|系统检测到|访问被拒绝|访问受限|"
    r"(?:are you|you are) (?:a )?(?:human|robot)|captcha|"
    r"just a moment|checking your browser|access denied|too many requests|verify you",
    re.IGNORECASE,
)
SCRIPTED = re.compile(
    r"(?:请|需要?|必须)[^。]{0,8}(?:开启|启用|允许|打开)[^。]{0,8}java ?script|"
    r"enable java ?script|javascript (?:is )?(?:required|disabled)",
    re.IGNORECASE,
)
OF_READERS = re.compile("评论|留言|回复|收藏|点赞|发表|投稿|跟帖")
STAMPED = re.compile(r"[来來]\s*源\s*[:：]|发布时间|发表于")
SHORT = 240  # characters; longer than an error page's own words
OWN_WORDS = 90  # what an error page says, without what it recommends
TRIFLE, RUNNING = 12, 24
FEW_LINES = 12
LISTED, TOLD_APART = 5, 3


def why_no_story(article: Article, body: list[str], *, window: str, heading: str) -> str | None:
    """A code: soft_404, captcha, login_wall, needs_script, frames, navigation, no_text; None for a story."""
    size = sum(map(len, body))
    shown = [
        line for line in [*article.head, *article.body, *article.tail] if line.linked < 0.9 * len(line.text)
    ]
    is_list = _is_list(article)
    if size < OWN_WORDS or is_list:
        said = [window, heading, *(line.text for line in shown if 3 < len(line.text) < 90)][: 2 + FEW_LINES]
        code = _own_words(said)
        if code == "login_wall" and size >= TRIFLE and heading and not _asks_password(article):
            code = None  # a door for readers beside a short story
        if code:
            return code
    elif size < SHORT and GONE.search(body[0][:60]):
        return "soft_404"
    if size < 2 * SHORT and any(GATE.search(line.text) for line in shown if len(line.text) < 80):
        return "login_wall"
    if is_list:
        return "navigation"
    return _nothing(article, body, shown) if size < TRIFLE or not _runs(body) else None


def _own_words(said: list[str]) -> str | None:
    """What an error page or a wall says of itself."""
    whole = "\n".join(said)
    if GONE.search(whole):
        return "soft_404"
    if ROBOT.search(whole):
        return "captcha"
    walls = (line for line in said if not OF_READERS.search(line))
    return "login_wall" if any(WALL.search(line) for line in walls) else None


def _asks_password(article: Article) -> bool:
    root = article.root
    return root is not None and any((tag.get("type") or "") == "password" for tag in root.iter("input"))


def _runs(body: list[str]) -> bool:
    """Whether anything is said in a sentence, or at some length."""
    return any(len(line) >= 24 or (len(line) >= 8 and re.search("[，。！？；,.!?]", line)) for line in body)


def _nothing(article: Article, body: list[str], shown: list[Line]) -> str | None:
    every = [*article.head, *article.body, *article.tail]
    if any(SCRIPTED.search(line.text) for line in shown) or (
        article.root is not None and _asks_script(article)
    ):
        return "needs_script"
    if article.root is not None and next(article.root.iter("frame"), None) is not None:
        return "frames"
    if sum(line.linked > 0 for line in every) >= LISTED:
        return "navigation"
    return None if body and sum(map(len, body)) >= 4 else "no_text"


def _asks_script(article: Article) -> bool:
    assert article.root is not None
    return any(SCRIPTED.search(text_of(tag)[:300]) for tag in article.root.iter("noscript"))


def _is_list(article: Article) -> bool:
    """Entries of a list, each with its linked heading and at most a few words, or several stories one below the
    other: no one story is told. Links below the last running line are only what stands beside a story."""
    lines = [line for line in article.body if not line.is_junk]
    running = [number for number, line in enumerate(lines) if line.weight >= RUNNING]
    if not running or article.is_named:
        return False
    linked = {
        number
        for number, line in enumerate(lines)
        if len(line.text) >= 8 and line.linked > 0.6 * len(line.text)
    }
    teasers = sum(number - 1 in linked or number - 2 in linked for number in running)
    if teasers >= LISTED - 1 and teasers >= 0.6 * len(running):
        return True
    inside = lines[running[0] : running[-1]]
    return sum(len(line.text) < 80 and STAMPED.search(line.text) is not None for line in inside) >= TOLD_APART
