"""Words that say what form a deed took and what it was about. A vocabulary only: knows no records."""

from __future__ import annotations

import re

FORMS: dict[str, tuple[str, ...]] = {
    "show": (
        "汇演",
        "演出",
        "展演",
        "晚会",
        "联欢",
        "专场",
        "村晚",
        "音乐会",
        "舞台",
        "文艺",
        "歌会",
        "会演",
        "演唱",
        "合唱",
        "歌咏",
        "舞蹈",
        "gala",
        "concert",
    ),
    "talk": (
        "宣讲",
        "讲座",
        "报告会",
        "党课",
        "课堂",
        "微课",
        "讲堂",
        "开讲",
        "授课",
        "理论学习",
        "宣传教育",
        "lecture",
        "talk",
    ),
    "tea": ("茶话", "座谈", "分享会", "交流会", "恳谈", "议事", "故事会", "研讨"),
    "service": (
        "志愿",
        "义诊",
        "义剪",
        "理发",
        "慰问",
        "走访",
        "帮扶",
        "清扫",
        "维修",
        "便民",
        "送温暖",
        "探望",
        "看望",
        "上门",
    ),
    "craft": ("手工", "制作", "剪纸", "面塑", "包粽", "体验", "研学", "diy", "作坊", "工坊", "编织"),
    "contest": ("比赛", "竞赛", "大赛", "运动会", "趣味", "赛", "擂台", "答题", "棋", "球"),
    "exhibition": ("展览", "书画展", "图片展", "摄影展", "巡展", "展出", "展示", "作品展"),
    "reading": ("读书", "阅读", "诵读", "朗诵", "朗读", "经典", "书香", "共读"),
    "film": ("电影", "放映", "观影", "影片"),
    "training": ("培训", "演练", "讲习", "研修", "集训", "实训"),
    "market": ("集市", "市集", "游园", "庙会", "美食节", "百家宴", "宴"),
    "visit": ("参观", "观摩", "打卡", "走进", "寻访"),
}
TOPICS: dict[str, tuple[str, ...]] = {
    "papercut": ("剪纸", "窗花"),
    "dough": ("面塑", "面人"),
    "calligraphy": ("书法", "春联", "写福", "笔墨", "毛笔"),
    "painting": ("绘画", "国画", "美术", "涂鸦", "画展", "彩绘"),
    "chorus": ("合唱", "歌咏", "红歌", "歌曲"),
    "dance": ("广场舞", "舞蹈", "安代", "健身操"),
    "zongzi": ("粽",),
    "sachet": ("香囊", "香包", "五彩绳", "彩绳"),
    "mooncake": ("月饼",),
    "lantern": ("灯谜", "花灯", "灯笼"),
    "dumpling": ("饺子", "元宵", "汤圆", "腊八粥"),
    "clinic": ("义诊", "问诊", "血压", "体检", "健康", "中医", "养生"),
    "haircut": ("理发", "义剪", "剪发"),
    "law": ("普法", "法律", "法治", "宪法", "民法典", "法官", "律师"),
    "fraud": ("反诈", "防骗", "诈骗", "养老诈骗"),
    "fire": ("消防", "灭火", "火灾", "逃生"),
    "drugs": ("禁毒", "毒品"),
    "traffic": ("交通安全", "文明交通", "骑行"),
    "green": ("植树", "绿化", "环保", "垃圾分类", "低碳"),
    "clean": ("清扫", "清洁", "大扫除", "清理"),
    "reading": ("读书", "阅读", "诵读", "朗诵", "绘本", "图书"),
    "film": ("电影", "放映", "观影"),
    "chess": ("象棋", "围棋", "棋"),
    "ball": ("篮球", "乒乓", "足球", "羽毛球", "门球", "台球"),
    "tug": ("拔河", "趣味运动", "运动会", "跳绳", "毽"),
    "tea": ("茶艺", "奶茶", "品茶"),
    "opera": ("戏曲", "京剧", "二人台", "晋剧", "戏迷"),
    "horsehead": ("马头琴", "长调", "呼麦", "乌力格尔"),
    "yangko": ("秧歌", "锣鼓", "腰鼓", "舞龙", "舞狮"),
    "puppet": ("皮影", "木偶"),
    "wrestle": ("摔跤", "搏克"),
    "flower": ("插花", "花艺"),
    "birthday": ("生日",),
    "science": ("科普", "科技", "机器人", "编程", "实验"),
    "ceramics": ("陶艺", "泥塑", "陶瓷"),
    "instrument": ("二胡", "古筝", "葫芦丝", "器乐"),
    "taichi": ("太极", "八段锦"),
    "heat": ("送清凉", "高温"),
    "photo": ("摄影", "照片", "图片展"),
    "photoshoot": ("全家福", "合影"),
    "cook": ("美食", "烹饪", "厨艺", "百家宴"),
    "policy": ("民族政策", "政策宣传", "理论", "二十大", "全会精神"),
    "history": ("口述史", "历史", "史料", "红色故事"),
    "story": ("故事",),
    "psych": ("心理", "情绪", "减压"),
    "job": ("招聘", "招工", "就业", "岗位", "创业", "技能培训"),
    "elder": ("敬老", "老人", "老年", "重阳", "养老"),
    "child": ("儿童", "少年", "亲子", "暑期", "六一", "托管"),
    "women": ("妇女", "巾帼", "三八", "姐妹"),
    "army": ("军", "双拥", "八一", "战士"),
    "phone": ("智能手机", "手机课"),
    "repair": ("维修", "磨刀", "家电"),
    "blood": ("献血",),
    "quiz": ("知识竞赛", "答题", "问答"),
    "weave": ("编织", "竹编", "刺绣", "毛线", "钩织"),
    "leather": ("皮画", "皮雕"),
    "safety": ("燃气", "安全生产", "应急", "防溺水"),
    "language": ("普通话", "双语", "国家通用语言", "蒙古语", "推普", "规范字"),
    "flag": ("升旗", "国旗"),
    "donate": ("捐赠", "捐书", "义卖", "爱心"),
}


def _matcher(table: dict[str, tuple[str, ...]]) -> tuple[re.Pattern[str], dict[str, list[str]]]:
    owners: dict[str, list[str]] = {}
    for name, words in table.items():
        for word in words:
            owners.setdefault(word, []).append(name)
    longest_first = sorted(owners, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), owners


_FORM_PATTERN, _FORM_OWNERS = _matcher(FORMS)
_TOPIC_PATTERN, _TOPIC_OWNERS = _matcher(TOPICS)


def forms(text: str) -> frozenset[str]:
    """Which forms of activity the cleaned text names."""
    return frozenset(name for word in _FORM_PATTERN.findall(text) for name in _FORM_OWNERS[word])


def topics(text: str) -> frozenset[str]:
    """Which subjects the cleaned text names."""
    return frozenset(name for word in _TOPIC_PATTERN.findall(text) for name in _TOPIC_OWNERS[word])
