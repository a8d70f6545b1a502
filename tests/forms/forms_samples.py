"""A made-up case for the tests of forms: values, lists and propositions by name, and the folder of test forms."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

from mq_enforce.documents.context import Item, TableContext
from mq_enforce.documents.runs import Runs, run

EDITION = Path(__file__).parent / "data" / "edition"

VALUES = {
    "agency.name": "民权县程庄镇人民政府",
    "agency.bank": "中国农业银行民权县支行",
    "agency.account_name": "民权县财政局",
    "agency.account": "1672 0101 0400 00001",
    "agency.review_body": "民权县人民政府",
    "agency.court": "民权县人民法院",
    "paper.date": "2026年7月9日",
    "case.title_suspected": "张𬭎涉嫌露天焚烧秸秆案",
    "case.source": "移送",
    "case.source_from": "商丘市生态环境局民权分局",
    "case.clue_at": "2026年6月3日9时20分",
    "conduct.when_where": "2026年6月3日9时，程庄镇西村北地",
    "party.name": "张𬭎",
    "party.sex_age": "男，46岁",
    "party.id_number": "411421198001011234",
    "party.phone": "13800000000",
    "party.address": "河南省商丘市民权县程庄镇西村五组27号",
    "filing.reason": "2026年6月3日9时20分，本镇执法人员巡查时发现西村北地有明火和浓烟。经查看，当事人张𬭎在自家承包地内点燃麦秸，"
    "过火面积约1.2亩。现场有照片6张、录像1段，当事人在场并承认点火。其行为涉嫌违反禁止露天焚烧秸秆的规定，属于本机关管辖，符合立案条件。",
    "law.suspected": "《中华人民共和国大气污染防治法》第七十七条",
    "approval.officers.opinion": "建议立案调查。",
    "approval.team.opinion": "",
    "interview.start": "2026年6月4日10时05分",
    "interview.ordinal": "1",
    "person.name": "张𬭎",
    "person.sex": "男",
    "person.age": "46",
    "person.relation": "当事人",
    "officer.1.name": "李建国",
    "officer.1.certificate": "16140500123",
    "officer.2.name": "王芳",
    "officer.2.certificate": "16140500456",
    "interview.certificate_answer": "看清楚了，我没有意见。",
    "interview.recusal_answer": "听明白了，不申请回避。",
    "filing.date": "2026年6月3日",
    "matter.title": "露天焚烧秸秆",
    "finding.facts": "2026年6月3日9时许，当事人在民权县程庄镇西村北地自家承包地内点燃收割后的麦秸，过火面积1.2亩，产生大量浓烟，"
    "火势未蔓延到其他地块。执法人员到场后，当事人用铁锨和水将余火扑灭。",
    "notice.date": "2026年6月18日",
    "paper.prior_notice.title": "《行政处罚事先告知书》",
    "paper.prior_notice.number": "民程镇罚告字〔2026〕第3号",
    "statement.summary": "家里老人住院，急着腾地种玉米，请求从轻",
    "statement.answer": "情况属实，且主动灭火，予以采纳",
    "law.violated": "《中华人民共和国大气污染防治法》第七十七条",
    "discretion.reasoning": "当事人过火面积较小，主动灭火，如实陈述，未造成其他损害。",
    "law.penalty": "《中华人民共和国大气污染防治法》第一百一十九条第一款",
    "period.PUN-PAY15": "十五日",
    "period.REV-60": "六十日",
    "period.LIT-6M": "六个月",
    "paper.seizure_decision.number": "民程镇查扣字〔2026〕第1号",
    "seizure.measure": "扣押",
    "seizure.storage": "程庄镇综合行政执法大队仓库",
    "seizure.count_in_words": "叁种肆拾壹件",
    "law.preservation": "《中华人民共和国行政处罚法》第五十六条",
    "preservation.place": "程庄镇西村村委会",
}

LISTS: dict[str, list[dict[str, str]]] = {
    "interview.turns": [
        {"question": "请你说一下个人的基本情况。", "answer": "我叫张𬭎，今年46岁，初中文化，在家务农，住西村五组。"},
        {
            "question": "2026年6月3日上午你在做什么？",
            "answer": "我在北地收拾麦茬，想早点种玉米，就把地头的麦秸点着了。大概是九点来钟，点了有十几分钟，烟比较大。后来你们来了，"
            "我就用铁锨和水把火灭了。",
        },
        {"question": "过火面积有多大？有没有烧到别人的地？", "answer": "一亩二分左右，没有烧到别人的地。"},
        {"question": "你知道禁止露天焚烧秸秆吗？", "answer": "村里广播说过，我知道不让烧。这次是我不对。"},
        {"question": "你还有什么要补充的吗？", "answer": "没有了。"},
    ],
    "evidence.admitted": [
        {"name": "现场检查笔录", "source": "2026年6月3日由本机关制作", "proves": "现场过火面积和火情"},
        {"name": "现场照片6张", "source": "2026年6月3日由执法人员拍摄", "proves": "当事人焚烧秸秆的事实"},
        {"name": "询问笔录", "source": "2026年6月4日由本机关制作", "proves": "当事人对违法事实的承认"},
    ],
    "decision.penalties": [{"text": "警告；"}, {"text": "罚款人民币伍佰元整（￥500.00）。"}],
    "seizure.items": [
        {"name": "液化石油气钢瓶", "model": "YSP-35.5", "unit": "只", "quantity": "12", "condition": "八成新"},
        {"name": "减压阀", "model": "JYT-0.6", "unit": "个", "quantity": "24", "condition": "全新，未开封"},
        {"name": "电子秤", "model": "TCS-150", "unit": "台", "quantity": "5", "condition": "旧"},
    ],
    "evidence.photos": [
        {"image": "photo-1", "what": "地块过火痕迹", "taken_at": "2026年6月3日9时25分", "where": "西村北地", "by": "李建国"},
        {"image": "photo-2", "what": "当事人灭火用的铁锨", "taken_at": "2026年6月3日9时31分", "where": "西村北地", "by": "李建国"},
    ],
}

TRUE = frozenset({"party_is_person", "statement_made", "fine_imposed", "kept_on_site"})


def context(true: frozenset[str] = TRUE, lists: dict[str, list[dict[str, str]]] | None = None, **changes: str) -> TableContext:
    """Return the sample case; ``changes`` replace values (``party__name`` for ``party.name``)."""
    values = {**VALUES, **{name.replace("__", "."): text for name, text in changes.items()}}
    rows: dict[str, list[Item]] = {
        name: [{key: run(text) for key, text in row.items()} for row in items] for name, items in {**LISTS, **(lists or {})}.items()
    }
    known: dict[str, Runs] = {name: run(text, f"fact:{name}") for name, text in values.items()}
    return TableContext(known, rows, true)


def images() -> dict[str, bytes]:
    """Return two small photographs."""
    made: dict[str, bytes] = {}
    for number, colour in ((1, (120, 90, 60)), (2, (60, 100, 70))):
        picture = Image.new("RGB", (640, 480), colour)
        ImageDraw.Draw(picture).ellipse((200, 140, 440, 340), fill=(220, 180, 60))
        out = BytesIO()
        picture.save(out, "JPEG", quality=80)
        made[f"photo-{number}"] = out.getvalue()
    return made
