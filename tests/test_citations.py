"""引用核对: every article cited anywhere in the program exists, and every period's number stands in the article it cites.

The texts lie beside the project (``../shared/law/texts``); where they are absent the audit is skipped with that reason.
What cannot be audited is listed by name below, with the reason, so that nothing escapes by accident.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from mq_enforce.base.errors import BadInput
from mq_enforce.law.articles import Article
from mq_enforce.law.blocks import load_blocks
from mq_enforce.law.matters import load_matters
from mq_enforce.law.numerals import from_chinese, to_chinese
from mq_enforce.law.rules import Kind, Rule, Unit, load_rules
from mq_enforce.law.statutes import load_statutes, plain_name
from mq_enforce.law.thresholds import load_thresholds

ROOT = Path(__file__).resolve().parents[1]
TEXTS = ROOT.parent / "shared" / "law" / "texts"
SCANNED = (("mq_enforce", (".py",)), ("forms", (".py", ".toml")), ("resources", (".py", ".toml", ".json")))

NOT_ON_FILE = {
    "生态环境法典": "2026-08-15 施行，条文未取得，由本单位录入",
    "行政执法监督条例": "只见前六条的转载",
    "公路安全保护条例": "数据整理时有文本，但没有随附",
    "土地管理法实施条例": "数据整理时有文本，但没有随附",
    "水库大坝安全管理条例": "数据整理时有文本，但没有随附",
    "村庄和集镇规划建设管理条例": "数据整理时有文本，但没有随附",
    "血吸虫病防治条例": "数据整理时有文本，但没有随附",
    "渔业法": "数据整理时有文本，但没有随附",
    "水法": "数据整理时有文本，但没有随附",
    "农业法": "数据整理时有文本，但没有随附",
    "农村集体经济组织法": "数据整理时有文本，但没有随附",
    "河南省水利工程管理条例": "数据整理时有文本，但没有随附",
    "信阳市传统村落保护条例": "数据整理时有文本，但没有随附",
    "郑州市农村财务管理条例": "数据整理时有文本，但没有随附",
    "河南省行政处罚听证办法": "只见前五条的转载",
    "河南省行政合法性审查工作规定": "只见前六条的转载",
    "河南省行政执法证件管理办法": "只见前五条",
    "河南省农村供水管理办法": "只见前五条，罚则未取得",
    "河南省小型水库管理办法": "只见前四条，罚则未取得",
    "高层民用建筑消防安全管理规定": "只见第四十七条的转载",
    "自然资源行政处罚办法": "只见部分条文的转载",
    "信用修复管理办法": "只见转载的要点",
    "违法建筑物强制拆除批复": "不分条的批复",
    "行政执法三项制度指导意见": "不分条的规范性文件",
    "行政许可和行政处罚信用信息公示指导意见": "不分条的规范性文件",
    "严格规范涉企行政检查意见": "不分条的规范性文件",
    "行政裁量权基准意见": "只得题首",
    "河南省行政执法公示办法": "只见前六条的转载",
    "河南省赋予乡镇（街道）行政处罚权通知": "通知不分条，目录全表未取得",
}
"""Statutes whose text does not lie beside the project: their articles cannot be looked up."""

NO_NUMBER = {
    "PUN-FILE": "条文只说及时，天数是本机关参数",
    "PUN-STMT": "条文没有天数，天数是本机关参数",
    "PUN-ONSPOT": "条文没有天数，天数是本机关参数",
    "PUN-LATEHALT": "扣除期间，没有数字",
    "PUN-DEFER": "由批准文件载明",
    "PUN-RECUSE": "没有天数",
    "COE-TESTEX": "扣除期间，没有数字",
    "COE-RELEASE": "立即",
    "COE-URGE": "由催告书载明",
    "COE-DEMO": "条件，不是天数",
    "COE-NIGHT": "时段见另一部法律",
    "LIC-EXCL": "扣除期间，没有数字",
    "LIC-RENEWD": "有效期届满前",
    "REV-PRE": "先后次序，不是天数",
    "TRF-NOW": "立即",
    "CRD-HN-NOREP": "不报送，没有天数",
}
NO_TEXT = {
    "PUB-DEC7": "国办发〔2018〕118号未取得全文",
    "PUB-DEC20": "国办发〔2018〕118号未取得全文",
    "CRD-7": "发改办财金〔2018〕424号不分条",
    "CRD-MINOR": "信用修复管理办法未取得全文",
    "CRD-GEN": "信用修复管理办法未取得全文",
    "CRD-SER": "信用修复管理办法未取得全文",
    "HN-ISSUE": "法释〔2013〕5号不分条",
    "HN-REVIEW": "河南条文未取得，本机关参数",
    "HN-ARCH": "立卷规范未取得，本机关参数",
}

REPEALED = {
    "听证三日（现为五个工作日）": r"听证[^。；\n]{0,24}(?:三|3)日内|(?:三|3)日内[^。；\n]{0,24}(?:申请|要求|提出)[^。；\n]{0,8}听证",
    "公告送达六十日（现为三十日）": r"公告[^。；\n]{0,30}(?:六十|60)日",
    "旧处罚法第四十二条听证（现为第六十三条）": r"处罚法[》]?第四十二条[^。；\n]{0,40}听证",
    "三个月内起诉（现为六个月）": r"(?:三|3)个?月内[^。；\n]{0,25}诉讼",
    "上一级主管部门复议（现由本级人民政府管辖）": r"或者(?:其)?上一级[^。；\n]{0,16}申请(?:行政)?复议",
}

EXAMPLE = re.compile(r"[甲乙丙某](?:法|条例|规定|办法)")
"""Names that stand for any statute where a docstring shows a form."""

_NUMBER = r"[零一二三四五六七八九十百千\d]+"
_PLACE = rf"第({_NUMBER})条(?:第({_NUMBER})款)?(?:第[（(]?({_NUMBER})[）)]?项)?"
_LIST = rf"{_PLACE}(?:[、和及与至]{_PLACE})*"
_QUOTED = re.compile(rf"《([^《》\n]+)》第{_NUMBER}条")
_CALL = re.compile(r'Article\(\s*"([^"]+)",\s*(\d+)(?:,\s*(?:paragraph=)?(\d+|None))?(?:,\s*(?:item=)?(\d+|None))?')
_UNITS = {Unit.WORKDAY: "(?:工作)?日", Unit.DAY: "日", Unit.MONTH: "月", Unit.YEAR: "年", Unit.HOUR: "小时"}


@cache
def named() -> re.Pattern[str]:
    names = "|".join(map(re.escape, load_statutes().names))
    return re.compile(rf"(?P<law>{names})(?P<places>{_LIST})")


@cache
def articles_of(file: str) -> dict[int, list[str]]:
    """Return the lines of every article of a text, by number; an article begins with 第X条 at the start of a line."""
    found: dict[int, list[str]] = {}
    lines: list[str] = []
    for line in unicodedata.normalize("NFKC", (TEXTS / file).read_text(encoding="utf-8")).splitlines():
        start = re.match(rf"第({_NUMBER})条\s", line)
        if start:
            lines = found.setdefault(from_chinese(start[1]), [])
        elif line.startswith("#"):
            lines = []
        if line.strip():
            lines.append(line.strip())
    return found


def problem(article: Article) -> str | None:
    """Say what is wrong with a citation; None when it stands, or when the text is not on file."""
    statute = load_statutes().get(article.law)
    if statute is None:
        return "法规没有登记"
    if not statute.on_file:
        return None if article.law in NOT_ON_FILE else "没有文本，也不在例外表中"
    lines = articles_of(statute.file).get(article.number)
    if lines is None:
        return "没有这一条"
    paragraphs: list[set[int]] = []
    for line in lines:
        item = re.match(rf"\(({_NUMBER})\)", line)
        if item and paragraphs:
            paragraphs[-1].add(from_chinese(item[1]))
        else:
            paragraphs.append(set())
    if article.paragraph is not None and article.paragraph > len(paragraphs):
        return f"只有{len(paragraphs)}款"
    items = set().union(*paragraphs) if article.paragraph is None else paragraphs[article.paragraph - 1]
    return None if article.item is None or article.item in items else "没有这一项"


def citations(text: str) -> Iterator[tuple[int, str, Article | None]]:
    """Yield line, wording and article of every citation; no article where a title in 《》 is not registered."""
    for number, line in enumerate(text.splitlines(), 1):
        for quoted in _QUOTED.finditer(line):
            if plain_name(quoted[1]) not in load_statutes().names and not EXAMPLE.fullmatch(quoted[1]):
                yield number, quoted[0], None
        for call in _CALL.finditer(line):
            parts = [None if part in {None, "None"} else int(part) for part in call.groups()[1:]]
            yield number, call[0], Article(call[1], parts[0] or 0, parts[1], parts[2])
        plain = re.sub(r"[《》〈〉]", "", line).replace("中华人民共和国", "")
        for match in named().finditer(plain):
            law = load_statutes().resolve(match["law"])
            for place in re.finditer(_PLACE, match["places"]):
                first, *rest = (None if part is None else from_chinese(part) for part in place.groups())
                yield number, match["law"] + place[0], Article(law, first or 0, *rest)


def faults(folder: Path, suffixes: tuple[str, ...]) -> list[str]:
    """Return every faulty citation under a folder, with file and line."""
    found: list[str] = []
    for path in sorted(path for path in folder.rglob("*") if path.suffix in suffixes):
        for number, wording, article in citations(path.read_text(encoding="utf-8")):
            wrong = "法规没有登记" if article is None else problem(article)
            if wrong:
                found.append(f"{path.name}:{number} {wording}：{wrong}")
    return found


def number_missing(rule: Rule) -> str | None:
    """Say which number of a rule does not stand in its article; None when all do."""
    assert rule.article is not None
    text = "".join(articles_of(load_statutes()[rule.article.law].file)[rule.article.number])
    if rule.counting.kind is Kind.RATE:
        per_cent = int((rule.counting.rate or 0) * 100)
        return None if f"百分之{to_chinese(per_cent)}" in text else f"百分之{per_cent}"
    unit = _UNITS[rule.counting.unit or Unit.DAY]
    for count in rule.counting.counts.values() or (rule.counting.count or 0,):
        forms = "|".join({to_chinese(count), str(count), *(["两"] if count == 2 else [])})
        if not re.search(rf"(?<![零一二三四五六七八九十百千两\d])(?:{forms})个?{unit}", text):
            return str(count)
    return None


needs_texts = pytest.mark.skipif(not TEXTS.is_dir(), reason="法条文本（../shared/law/texts）不在项目旁边，无法核对")


def test_every_statute_without_a_text_is_exempt_by_name_and_no_other() -> None:
    assert {statute.key for statute in load_statutes() if not statute.on_file} == set(NOT_ON_FILE)


@needs_texts
def test_every_registered_text_exists_and_bears_the_registered_title() -> None:
    for statute in load_statutes():
        if statute.on_file:
            assert (TEXTS / statute.file).read_text(encoding="utf-8").splitlines()[0] == f"# {statute.title}"


@needs_texts
def test_every_article_in_the_data_exists() -> None:
    rules, thresholds = load_rules(), load_thresholds()
    cited = [rule.article for rule in rules.values()] + [block.article for block in load_blocks().entries.values()]
    cited += [*rules.bases.values(), *rules.working_days.values()]
    bases = [one.basis for one in thresholds.amounts] + [one.basis for one in thresholds.rates] + [one.basis for one in thresholds.reviews]
    cited += [basis.article for basis in bases]
    cited += [article for matter in load_matters().values() for article in matter.violations]
    cited += [article for matter in load_matters().values() for option in matter.options for article in option.basis]
    wrong = [f"{article.short()}：{fault}" for article in cited if article and (fault := problem(article))]
    assert wrong == []


@needs_texts
@pytest.mark.parametrize(("folder", "suffixes"), SCANNED)
def test_every_article_named_in_code_forms_and_data_exists(folder: str, suffixes: tuple[str, ...]) -> None:
    assert faults(ROOT / folder, suffixes) == []


@needs_texts
def test_every_number_of_a_period_stands_in_the_article_it_cites() -> None:
    exempt = set(NO_NUMBER) | set(NO_TEXT)
    wrong = {rule.id: missing for rule in load_rules().values() if rule.id not in exempt and (missing := number_missing(rule))}
    assert wrong == {}


def test_exemptions_from_the_number_check_name_rules_that_need_them() -> None:
    rules = load_rules()
    assert all(rules[rule].article is None for rule in NO_TEXT)
    for rule in NO_NUMBER:
        assert rules[rule].counting.kind is Kind.CONFIGURED or not (rules[rule].counting.count or rules[rule].counting.counts)


def test_rules_that_rest_on_no_checked_text_are_marked_in_the_program() -> None:
    rules = load_rules()
    assert {rule.id for rule in rules.values() if rule.evidence in {"B", "C"}} == set(NO_TEXT)


@pytest.mark.parametrize("folder", ["forms", "resources"])
@pytest.mark.parametrize("what", REPEALED)
def test_no_repealed_wording_stands_in_forms_or_data(folder: str, what: str) -> None:
    found = [
        f"{path.name}:{number}"
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in {".toml", ".json", ".py"}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(REPEALED[what], line)
    ]
    assert found == []


@pytest.mark.parametrize(
    "sentence",
    [
        "你可以在收到本告知书之日起三日内向本机关申请听证。",
        "如要求听证，应当在3日内提出。",
        "自发出公告之日起满60日即视为送达。",
        "依据《中华人民共和国行政处罚法》第四十二条，你有要求举行听证的权利。",
        "也可以在三个月内向人民法院提起行政诉讼。",
        "可以向县人民政府或者上一级主管部门申请行政复议。",
    ],
)
def test_the_repealed_sentences_are_recognised(sentence: str) -> None:
    assert any(re.search(pattern, sentence) for pattern in REPEALED.values())


@needs_texts
@pytest.mark.parametrize(
    ("name", "wording"),
    [
        ("a.toml", 'text = "依据《中华人民共和国行政处罚法》第九十九条"'),
        ("a.toml", 'text = "依据行政处罚法第五十九条第三款"'),
        ("a.py", 'X = Article("行政处罚法", 59, 1, 7)'),
        ("a.json", '{"note": "行政强制法第五十三条、第八十条"}'),
        ("a.toml", 'text = "依据《中华人民共和国处罚通则》第一条"'),
    ],
)
def test_a_planted_wrong_citation_is_found(tmp_path: Path, name: str, wording: str) -> None:
    (tmp_path / name).write_text(wording, encoding="utf-8")
    assert len(faults(tmp_path, (".py", ".toml", ".json"))) == 1


@needs_texts
def test_right_citations_are_not_reported(tmp_path: Path) -> None:
    wording = "《中华人民共和国行政处罚法》第五十九条第一款第四项；《河南省实施〈中华人民共和国城乡规划法〉办法》第四十七条"
    (tmp_path / "a.toml").write_text(f'text = "{wording}"\nother = "行政处罚法第六十三条至第六十五条"', encoding="utf-8")
    assert faults(tmp_path, (".toml",)) == []


@needs_texts
def test_a_planted_wrong_number_is_found() -> None:
    rule = load_rules()["PUN-PAY15"]
    assert number_missing(rule) is None
    assert number_missing(replace(rule, counting=replace(rule.counting, count=5))) == "5"


def test_an_unregistered_statute_cannot_be_cited_at_all() -> None:
    with pytest.raises(BadInput, match="法规登记表里没有"):
        Article.parse("行政处罚通则第一条")
