"""A wide sample form: every kind of field as an interview and a decision would ask for it."""

from __future__ import annotations

from typing import Any

from support.field_forms import group_of, item_of, spec_of, talk_of

from mq_enforce.services.fields import Choice, FieldKind, FieldSpec, Source

MATTERS = tuple(
    Choice(f"m{number}", f"第{number}项 未经批准擅自占用道路{number}号路段堆放物料的", f"说明{number}") for number in range(1, 31)
)
FACES = (Choice("person", "公民"), Choice("company", "法人或者其他组织"), Choice("trader", "个体工商户"))


def sample_form() -> FieldSpec:
    """Return the form."""
    party = group_of(
        spec_of("name", FieldKind.LINE, "姓名", required=True, private=True),
        spec_of("kind", FieldKind.CHOICE, "类别", required=True, choices=FACES),
        spec_of("born_on", FieldKind.DATE, "出生日期"),
        name="agent",
        label="委托代理人",
    )
    photo = group_of(
        spec_of("file", FieldKind.FILE, "照片文件", required=True),
        spec_of("caption", FieldKind.LINE, "说明", required=True, hint="写明拍摄的是什么"),
        spec_of("taken_at", FieldKind.MOMENT, "拍摄时间", required=True),
        label="照片",
    )
    return group_of(
        spec_of("at", FieldKind.MOMENT, "时间", required=True),
        spec_of("by", FieldKind.LIST, "执法人员", required=True, at_least=2, item=item_of(FieldKind.CHOICE, source=Source.OFFICER)),
        spec_of("place", FieldKind.LINE, "地点", required=True),
        spec_of("matter", FieldKind.CHOICE, "案由", required=True, choices=MATTERS),
        spec_of("kind", FieldKind.CHOICE, "当事人类别", default="person", choices=FACES),
        spec_of("identity_shown", FieldKind.YES_NO, "是否已出示执法证件并告知权利", required=True),
        spec_of("refused", FieldKind.YES_NO, "当事人拒绝签名或者不能签名，由两名以上见证人签名或者盖章的情形已经注明", default=False),
        talk_of(),
        spec_of("fine", FieldKind.MONEY, "罚款数额", required=True),
        spec_of("count", FieldKind.NUMBER, "份数", default=1, least=1),
        spec_of("basis", FieldKind.ARTICLE, "依据条款"),
        spec_of("broken", FieldKind.LIST, "违反条款", item=item_of(FieldKind.ARTICLE)),
        spec_of("facts", FieldKind.LONG, "查明的事实", required=True),
        spec_of("due", FieldKind.DATE, "履行期限", hint="当事人应当在这一天以前缴纳"),
        party,
        spec_of("photos", FieldKind.LIST, "照片", item=photo),
        spec_of("note", FieldKind.LONG, "备注", folded=True),
        spec_of("irregular", FieldKind.LINE, "补录原因", folded=True),
        name="",
        label="询问",
    )


def sample_data(photo: str) -> dict[str, Any]:
    """Return data for all of it."""
    return {
        "kind": "company",
        "at": "2026-06-03T09:20:00+08:00",
        "by": ["li", "wang"],
        "place": "民权县示例镇东岗村村西麦田",
        "matter": "m3",
        "identity_shown": True,
        "talk": [
            {"question": "我们是示例镇综合行政执法队的执法人员，这是我们的执法证件，你看清楚了吗？", "answer": "看清楚了。"},
            {
                "question": "地里的麦秸是谁点的？",
                "answer": "是我点的。收割完以后麦茬太高，不好播种，早上八点多我就用打火机点了，"
                "没想到烟这么大。点的时候没有风，我一直守在地头，后来你们来了，我就拿水浇灭了。",
            },
        ],
        "fine": "1000",
        "basis": "中华人民共和国行政处罚法第三十三条第一款",
        "broken": ["河南省大气污染防治条例第五十四条第二款", "中华人民共和国大气污染防治法第七十七条"],
        "facts": "2026年6月3日8时40分许，当事人在示例镇东岗村村西自家承包地内点燃收割后的麦秸，过火面积约0.6亩。",
        "due": "2026-06-20",
        "agent": {"name": "刘敏", "kind": "person"},
        "photos": [{"file": photo, "caption": "过火的麦茬地", "taken_at": "2026-06-03T09:25:00+08:00"}],
        "irregular": "原始记录在纸上",
    }
