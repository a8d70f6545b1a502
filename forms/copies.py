"""Copies (联) of a paper: what each is called and what the paper says about them."""

from __future__ import annotations

from forms.filled import chinese_number
from forms.filling_values import Values
from forms.specification import Copy, Form
from mq_enforce.base.errors import BadInput, Fault

_NAMES = {
    "party": "当事人",
    "file": "存卷",
    "court": "人民法院",
    "keeper": "保管人",
    "witness": "见证人",
    "agency": "行政机关",
    "police": "公安机关",
    "procuratorate": "人民检察院",
    "sender": "送达人",
    "bank": "代收机构",
    "receiver": "接收机关",
    "inviter": "被邀请人",
    "stub": "存根",
}
_SEVERAL = 2


def name_of(copy: Copy) -> str:
    """Return the Chinese word for a copy."""
    return copy.label or _NAMES.get(copy.to, copy.to)


def copy_name(form: Form, copy: str) -> str:
    """Return what is printed on one copy, such as 当事人联; empty when none is asked for. Raises BadInput for an unknown one."""
    if not copy:
        return ""
    for one in form.head.copies:
        if one.to == copy:
            return f"{name_of(one)}联"
    raise BadInput(Fault(f"《{form.title}》没有“{copy}”这一联", expected="、".join(one.to for one in form.head.copies) or "不分联"))


def copies_note(form: Form, values: Values) -> str:
    """Return the sentence that announces two or more copies; empty otherwise."""
    made = [one for one in form.head.copies if values.applies(one.when, None)]
    if len(made) < _SEVERAL:
        return ""
    number = "两" if len(made) == _SEVERAL else chinese_number(len(made))
    return f"注：本文书一式{number}份，{'、'.join(name_of(one) for one in made)}各一份。"
