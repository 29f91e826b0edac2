"""A second maker of pages, unlike the first: layouts as of real sites, with heavy menus, teasers and comments."""
# ruff: noqa: E501 - sentences and markup are easier read whole

import json
from collections.abc import Callable
from html import escape
from random import Random
from urllib.parse import quote

from bench.press_tales import THINGS, Tale, person, tell

WORDS = ["要闻", "政务", "服务", "互动", "公开", "专题", "视频", "图片", "法治", "民生", "教育", "旅游", "健康", "房产", "汽车", "体育", "财经", "文化", "评论", "社区"]  # fmt: skip
REMARKS = ["写得真好，我们社区也办过这样的活动，老人们都特别高兴。", "请问下周还有吗？想带孩子一起去参加，怎么报名呢？", "点赞！", "我就住在附近，现场确实很热闹，停车也方便，组织得井井有条。", "希望多办一些，尤其是周末，平时要上班没有时间。"]  # fmt: skip
AD = [
    "【广告】本地装修，新房老房一站式搞定，免费量房，电话预约有优惠。",
    "推广：驾校报名立减五百元，一人一车一教练，随到随学，全程无隐形消费。",
]


def _item(dice: Random) -> str:
    return f"{dice.choice(WORDS)}：{dice.choice(THINGS)}{dice.choice(['举行', '收官', '再升级', '走进校园', '圆满落幕', '有新变化'])}"


def links(dice: Random, count: int, *, tag: str = "li") -> str:
    return "".join(
        f'<{tag} class="item i{n}"><a href="/c/{dice.randrange(99999)}.html" title="{_item(dice)}" target="_blank">{_item(dice)}</a><em>{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}</em></{tag}>\n'
        for n in range(count)
    )


def menu(dice: Random, count: int = 90) -> str:
    return "".join(f'<li><a href="/{n}/"><span>{dice.choice(WORDS)}{dice.choice(WORDS)}</span></a></li>\n' for n in range(count))  # fmt: skip


def teasers(dice: Random, count: int) -> str:
    out = ""
    for _ in range(count):
        other = tell(dice, lines=2)
        out += f"<div class='card'><a href='/n/{dice.randrange(99999)}'><h3>{other.title}</h3></a><p>{other.paragraphs[1][:70]}……</p><span>{dice.randint(1, 23)}小时前</span></div>"
    return out


def remarks(dice: Random, count: int) -> str:
    return "".join(f"<div class='r'><b>网友{dice.randrange(9999)}</b><p>{dice.choice(REMARKS)}</p><i>回复 赞({dice.randint(0, 99)})</i></div>" for _ in range(count))  # fmt: skip


def noise(dice: Random, kilobytes: int) -> str:
    """Scripts, styles and pictures as text: what most of a page's bytes are."""
    made, size = [], 0
    while size < kilobytes * 1024:
        piece = dice.choice((
            f"<script>!function(){{var a={dice.randrange(1 << 30)};window['_k{dice.randrange(999)}']=function(b){{return b+a}};/* 统计代码 */}}();</script>",
            f"<style>.x{dice.randrange(9999)}{{float:left;width:{dice.randrange(900)}px}}</style>",
            f"<img alt='' src='data:image/png;base64,{'A8z/' * dice.randint(20, 300)}'>",
            f"<!-- {'占位 ' * dice.randint(3, 60)}-->",
        ))  # fmt: skip
        made.append(piece)
        size += len(piece)
    return "\n".join(made)


def ps(tale: Tale, dice: Random, *, indent: str = "　　", style: str = "") -> str:
    out = []
    for n, line in enumerate(tale.paragraphs):
        out.append(f"<p{style}>{indent}{escape(line)}</p>")
        if n < len(tale.captions):
            out.append(f"<p style='text-align:center'><img src='/u/{dice.randrange(9999)}.jpg'></p>")
        if n == 3 and dice.random() < 0.3:
            out.append(f"<div class='gg_box'>{dice.choice(AD)}</div>")
    return "\n".join(out)


def trs(t: Tale, d: Random) -> str:
    return (
        f"<div class='top'><ul>{menu(d, 60)}</ul></div><div class='zwgk_dqwz'>当前位置：<a href='/'>首页</a> &gt; <a>政务公开</a> &gt; 正文</div>"
        f"<table class='xxgk_table'><tr><td>索 引 号：</td><td>0114{d.randrange(9999)}/2024-0{d.randrange(9999)}</td><td>发文机构：</td><td>区政府办公室</td></tr><tr><td>成文日期：</td><td>{t.published}</td><td>主题分类：</td><td>综合政务</td></tr></table>"
        f"<div class='xl_main'><div class='xl_tit'>{escape(t.title)}</div><div class='xl_time'><span>发布时间：{t.published.year}-{t.published.month:02d}-{t.published.day:02d} 10:2{d.randint(0, 9)}</span><span>来源：{t.outlet}</span><span>作者：{t.byline}</span><span>字号：<a>大</a> <a>中</a> <a>小</a></span></div>"
        f"<div class='xl_cont'><div class='view TRS_UEDITOR trs_paper_default'><style>.TRS_Editor P{{line-height:2}}</style>{ps(t, d, style=' align=justify')}</div></div>"
        f"<div class='xl_bj'>责任编辑：{person(d)}　审核：{person(d)}</div><div class='fj'>附件：无</div><div class='xgwd'><h4>相关文档</h4><ul>{links(d, 6)}</ul></div></div><div class='btm'><p>主办：某区人民政府办公室 承办：某区信息中心 网站标识码：1502030001</p></div>"
    )


def old(t: Tale, d: Random) -> str:
    body = "<BR><BR>".join("&nbsp;&nbsp;&nbsp;&nbsp;" + escape(line) for line in t.paragraphs)
    return (
        f"<TABLE width=960 border=0><TR>{''.join(f'<TD><A href=/l{n}.asp><FONT color=#ffffff>{d.choice(WORDS)}</FONT></A>' for n in range(24))}</TABLE>"
        f"<TABLE><TR><TD width=220 vAlign=top><TABLE>{''.join(f'<TR><TD>·<A href=/v{n}.asp>{_item(d)}</A>' for n in range(30))}</TABLE><TD vAlign=top><TABLE width=700>"
        f"<TR><TD align=center height=40><FONT size=5><STRONG>{escape(t.title)}</STRONG></FONT><TR><TD align=center bgcolor=#eeeeee><FONT size=2>作者：{t.byline}&nbsp;&nbsp;来源：{t.outlet}&nbsp;&nbsp;点击数：{d.randrange(9999)}&nbsp;&nbsp;更新时间：{t.published.year}-{t.published.month}-{t.published.day}</FONT>"
        f"<TR><TD style='line-height:180%'><FONT size=3>{body}</FONT><TR><TD align=right><FONT size=2>文章录入：admin　　责任编辑：admin</FONT><TR><TD><LI>上一篇文章：<A href=/a>{_item(d)}</A><LI>下一篇文章：<A href=/b>{_item(d)}</A>"
        f"<TR><TD>【<A href=#>发表评论</A>】【<A href=#>告诉好友</A>】【<A href=#>打印此文</A>】【<A href=#>关闭窗口</A>】<TR><TD>网友评论：（只显示最新10条。评论内容只代表网友观点，与本站立场无关！）</TABLE></TABLE><CENTER>Copyright 2003-2024 All rights reserved 站长：某某</CENTER>"
    )


def epaper(t: Tale, d: Random) -> str:
    pages = "".join(
        f"<td><a href='node_{n}.htm'>第{n:02d}版：{d.choice(WORDS)}</a></td>" for n in range(1, 17)
    )
    return (
        f"<map name='PagePicMap'>{''.join(f'<area coords=0,{n},9,9 shape=polygon href=content_{n}.htm>' for n in range(12))}</map><table><tr>{pages}</tr></table>"
        f"<table><tr><td width=40%><img usemap='#PagePicMap' src='p.jpg'><div>标题导航</div><ul>{links(d, 14)}</ul></td><td><table><tr><td><strong>第{t.page:02d}版：{d.choice(WORDS)}</strong></td><td>上一版 下一版</td></tr></table>"
        f"<table><tr><td>{t.published.year}年{t.published.month:02d}月{t.published.day:02d}日 星期三</td><td>放大+ 缩小- 默认o</td></tr></table><table><tr><td class='bt1'></td></tr><tr><td class='bt2'>{escape(t.title)}</td></tr><tr><td class='bt3'></td></tr></table>"
        f"<div id='ozoom' style='zoom:100%'><founder-content><P>　　来源：{t.outlet}　记者 {t.byline}</P>{ps(t, d)}</founder-content></div></td></tr></table><div>版权所有 某报社 未经书面授权不得转载或镜像</div>"
    )


def wechat(t: Tale, d: Random) -> str:
    stamp = f"{t.published.year}-{t.published.month:02d}-{t.published.day:02d}"
    lines = "".join(
        f"<section style='margin:0 8px' data-tools='135'><section><p style='text-indent:2em'><span style='font-size:15px'>{escape(line)}</span></p></section></section><p><br></p>"
        + (
            f"<p><img class='rich_pages wxw-img' data-src='https://mmbiz.invalid/{n}' data-ratio='0.6'></p>"
            if n < len(t.captions)
            else ""
        )
        for n, line in enumerate(t.paragraphs)
    )
    return (
        f"<div id='js_article' class='rich_media'><div class='rich_media_inner'><div id='page-content'><div id='img-content' class='rich_media_wrp'><h1 class='rich_media_title' id='activity-name'>\n {escape(t.title)}\n</h1>"
        f"<div id='meta_content' class='rich_media_meta_list'><span id='copyright_logo'>原创</span><span class='rich_media_meta rich_media_meta_text'>{t.byline}</span><span class='rich_media_meta_nickname' id='profileBt'><a id='js_name'>{t.outlet}</a><div id='js_profile_qrcode' style='display:none'><strong>{t.outlet}</strong><p>微信号 abc{d.randrange(999)}</p><p>功能介绍 传播身边好故事，服务居民每一天，欢迎关注。</p></div></span><em id='publish_time'></em></div>"
        f"<div class='rich_media_content' id='js_content' style='visibility: hidden; opacity: 0;'>{lines}<section><p>来源：{t.outlet}</p><p>编辑：{person(d)}</p><p>↓↓↓长按二维码关注我们</p></section></div></div></div><div id='js_pc_qr_code'><p>微信扫一扫<br>关注该公众号</p></div></div></div>"
        f"<script>var biz='x';var msg_title = '{t.title}'.html(false);var msg_desc = htmlDecode(\"{t.paragraphs[0][:30]}\");var nickname = htmlDecode(\"{t.outlet}\");var ct = \"{_epoch(t)}\";var publish_time='{stamp}';</script>"
    )


def _epoch(t: Tale) -> int:
    return (t.published.toordinal() - 719163) * 86400 + 3600 * 2


def render_data(t: Tale, d: Random) -> str:
    held = {"articleInfo": {"title": t.title, "content": ps(t, d, indent=""), "source": t.outlet, "publishTime": f"{t.published} 09:10:00", "itemId": d.randrange(1 << 40), "detail": {"author": t.byline}}, "feed": [{"title": _item(d), "abstract": d.choice(REMARKS)} for _ in range(20)]}  # fmt: skip
    return f"<div id='root'></div><noscript>请开启JavaScript</noscript><script id='RENDER_DATA' type='application/json'>{quote(json.dumps(held, ensure_ascii=False))}</script>"


def state(t: Tale, d: Random) -> str:
    items = [{"type": "text", "data": line} for line in t.paragraphs]
    for n, caption in enumerate(t.captions):
        items.insert(2 * n + 1, {"type": "img", "url": f"/{n}.jpg", "desc": caption})
    held = {"route": {"path": "/s"}, "data": {"article": {"articleTitle": t.title, "content": items, "mediaName": t.outlet, "publish_time": _epoch(t) * 1000, "authorName": t.byline}, "hot": [{"t": _item(d)} for _ in range(30)]}, "flag": True}  # fmt: skip
    return f"<div id='app'><div class='loading'>加载中...</div></div><script>window.__INITIAL_STATE__={json.dumps(held, ensure_ascii=False)};(function(){{var s;(s=document.currentScript).parentNode.removeChild(s)}}());</script>"


def netease(t: Tale, d: Random) -> str:
    return (
        f"<div class='N-nav'><ul>{menu(d, 120)}</ul></div><div class='wrapper clearfix' id='contain'><div class='post_main'><h1 class='post_title'>{escape(t.title)}</h1><div class='post_info'>{t.published} 08:15:33　来源: <a href='#'>{t.outlet}</a> <a class='post_jubao'>举报</a></div>"
        f"<div class='post_content' id='content'><div class='post_top'><div class='post_top_share'>分享至 <ul><li>微信</li><li>微博</li></ul>用微信扫码二维码 分享至好友和朋友圈</div></div><div class='post_body'>{ps(t, d, indent='')}<p>（记者 {t.byline}）</p></div>"
        f"<div class='post_statement'>特别声明：以上内容（如有图片或视频亦包括在内）为自媒体平台用户上传并发布，本平台仅提供信息存储服务。</div></div><div class='tie-areas post_comment'><div class='tie-cnt'>{remarks(d, 9)}</div></div><div class='post_recommends'><h2>相关推荐</h2>{teasers(d, 8)}</div></div>"
        f"<div class='post_side'><div class='side_title'>热点推荐</div>{teasers(d, 6)}<ul>{links(d, 20)}</ul></div></div>"
    )


def soup(t: Tale, d: Random) -> str:
    """No telling names at all, teasers and remarks beside and below."""
    body = "".join(f"<div class='_1a'><div>{escape(line)}</div></div>" for line in t.paragraphs)
    return (
        f"<div class='_9x'>{links(d, 40, tag='div')}</div><div class='_2b'><div class='_7q'><div class='_t'>{escape(t.title)}</div><div class='_m'><span>{t.outlet}</span><span>{t.published} 12:40</span><span>记者 {t.byline}</span></div><div class='_c'>{body}</div>"
        f"<div class='_k'><div>打开APP，查看更多精彩</div></div><div class='_z'><div>全部评论</div>{remarks(d, 8)}</div></div><div class='_3e'><div>大家都在看</div>{teasers(d, 7)}</div></div><div class='_f'>违法和不良信息举报电话 12377 网络文化经营许可证</div>"
    )


def college(t: Tale, d: Random) -> str:
    return (
        f"<div class='header'><ul>{menu(d, 70)}</ul></div><div class='ny_left'><ul>{links(d, 12)}</ul></div><div class='ny_right'><form name='_newscontent_fromname'><div><h1 align='center'>{escape(t.title)}</h1><div align='center'>日期：{t.published.year}年{t.published.month:02d}月{t.published.day:02d}日 &nbsp; 作者：{t.byline} &nbsp; 来源：{t.outlet} &nbsp; 点击：[<span id='dynclicks'></span>]</div>"
        f"<div id='vsb_content_2'><div class='v_news_content'>{ps(t, d, indent='', style=' class=vsbcontent_start')}</div></div><div id='div_vote_id'></div><p>上一条：<a href='1.htm'>{_item(d)}</a></p><p>下一条：<a href='2.htm'>{_item(d)}</a></p><p>【<a>关闭</a>】</p></div></form></div><div class='footer'>地址：某市某区大学路1号 邮编：014010</div>"
    )


def forum(t: Tale, d: Random) -> str:
    body = "<br />\n<br />\n".join(escape(line) for line in t.paragraphs)
    others = "".join(f"<div id='post_{n}'><table class='plhin'><tr><td class='pls'><div class='authi'><a>游客{n}</a></div><p>积分 {n * 7}</p></td><td class='plc'><div class='t_fsz'><table><tr><td class='t_f' id='postmessage_{n}'>{d.choice(REMARKS)}</td></tr></table></div></td></tr></table></div>" for n in range(2, 9))  # fmt: skip
    return (
        f"<div id='nv'><ul>{menu(d, 40)}</ul></div><div id='pt'><a>论坛</a> › <a>本地新闻</a></div><div id='postlist'><h1 class='ts'><a>[转帖]</a> <span id='thread_subject'>{escape(t.title)}</span></h1><div id='post_1'><table class='plhin'><tr><td class='pls'><div class='authi'><a>楼主</a></div><p>积分 99</p></td><td class='plc'><div class='pi'><em>发表于 {t.published} 21:05</em></div>"
        f"<div class='t_fsz'><table><tr><td class='t_f' id='postmessage_1'>来源：{t.outlet}<br />作者：{t.byline}<br />\n{body}</td></tr></table></div></td></tr></table></div>{others}</div>"
    )


def amp(t: Tale, d: Random) -> str:
    return (
        f"<amp-sidebar id='s' layout='nodisplay'><ul>{menu(d, 50)}</ul></amp-sidebar><header><a href='/'>某网</a></header><main><article><header><h1>{escape(t.title)}</h1><p class='byline'><time datetime='{t.published}T08:00:00+08:00'>{t.published}</time> 来源：{t.outlet} 文/{t.byline}</p></header>"
        f"<amp-img src='1.jpg' layout='responsive'></amp-img>{ps(t, d, indent='')}<amp-ad type='x'><div fallback>广告加载失败</div></amp-ad></article><section class='amp-related'><h2>延伸阅读</h2><ul>{links(d, 10)}</ul></section></main><footer><p>© 2024 某网 版权所有</p></footer>"
    )


def modern(t: Tale, d: Random) -> str:
    return (
        f"<header class='site-header'><nav><ul>{menu(d, 100)}</ul></nav></header><main class='layout has-sidebar'><div class='article-detail'><h1>{escape(t.title)}</h1><div class='article-meta'><span class='author'>{t.byline}</span><span class='source'>来源：{t.outlet}</span><time>{t.published} 17:30</time></div>"
        f"<div class='summary'>摘要：{t.paragraphs[1][:40]}</div><div class='rich-text'>{ps(t, d, indent='')}</div><div class='tag-list'><a>社区</a><a>文化</a></div><div class='copyright-tip'>本文为原创内容，未经授权不得转载，违者将依法追究责任。</div><div class='comment-list'><h3>评论（{d.randint(3, 90)}）</h3>{remarks(d, 7)}</div></div>"
        f"<aside class='sidebar'><h3>热榜</h3><ul>{links(d, 25)}</ul>{teasers(d, 5)}</aside></main><footer><div class='friend-links'>{links(d, 20, tag='span')}</div></footer>"
    )


def gallery(t: Tale, d: Random) -> str:
    slides = "".join(f"<li class='slide'><img src='/{n}.jpg'><p>{escape(line)}</p></li>" for n, line in enumerate(t.paragraphs))  # fmt: skip
    return f"<div class='nav'><ul>{menu(d, 60)}</ul></div><div class='pic_main'><h1>{escape(t.title)}</h1><div class='pic_info'>{t.published} 来源：{t.outlet} 摄影：{t.byline}</div><ul class='pic_list'>{slides}</ul></div><div class='more_pic'><h3>更多图集</h3><ul>{links(d, 24)}</ul></div>"


def bare(t: Tale, d: Random) -> str:
    """A page for printing."""
    return f"<center><b>{escape(t.title)}</b></center><hr><small>{t.published.year}/{t.published.month}/{t.published.day} {t.outlet} {t.byline}</small><hr>{'<p>'.join(escape(line) for line in t.paragraphs)}<hr><a href='javascript:window.print()'>打印</a>"


def linked(t: Tale, d: Random) -> str:
    """Only search engines are told the story; the page itself is drawn by a script."""
    held = {"@context": "https://schema.org", "@graph": [{"@type": "BreadcrumbList", "itemListElement": []}, {"@type": "NewsArticle", "headline": t.title, "datePublished": f"{t.published}T10:00:00+08:00", "author": [{"@type": "Person", "name": t.byline}], "publisher": {"@type": "Organization", "name": t.outlet}, "articleBody": "\n".join(t.paragraphs)}]}  # fmt: skip
    return f"<div id='__nuxt'><div class='spin'></div></div><script type='application/ld+json'>{json.dumps(held, ensure_ascii=False)}</script><script src='/app.js'></script>"


LAYOUTS: dict[str, Callable[[Tale, Random], str]] = {
    "trs": trs, "old": old, "epaper": epaper, "wechat": wechat, "render data": render_data, "state": state, "netease": netease, "soup": soup,
    "college": college, "forum": forum, "amp": amp, "modern": modern, "gallery": gallery, "print": bare, "json-ld": linked,
}  # fmt: skip
