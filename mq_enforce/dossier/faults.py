"""What can be wrong with a dossier package: one type for each kind of fault, each with a sentence for people."""

from __future__ import annotations

from dataclasses import asdict, dataclass


def shown(path: str) -> str:
    """Return a path as it can be printed, whatever bytes it is made of."""
    kept = path.encode("utf-8", "backslashreplace").decode()
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in kept)


@dataclass(frozen=True, slots=True)
class PackageFault:
    """Base of all faults; ``path`` is relative to the package, with slashes."""

    path: str

    def sentence(self) -> str:
        """Return the fault as one sentence in Chinese."""
        return f"“{shown(self.path)}”{self._what()}"

    def _what(self) -> str:
        return "有问题"

    def to_json(self) -> dict[str, object]:
        """Return the fault as plain data for ``--json``."""
        values = {key: shown(value) if isinstance(value, str) else value for key, value in asdict(self).items()}
        return {"fault": type(self).__name__, **values, "message": self.sentence()}


@dataclass(frozen=True, slots=True)
class NotAPackage(PackageFault):
    """The path holds no dossier package at all."""

    def _what(self) -> str:
        return "不是案卷包：应当是一个含有 bagit.txt 和 data 的文件夹"


@dataclass(frozen=True, slots=True)
class FileMissing(PackageFault):
    """A file that the manifest or the layout demands is not there."""

    def _what(self) -> str:
        return "应当有而没有"


@dataclass(frozen=True, slots=True)
class UnexpectedFile(PackageFault):
    """A file that no manifest lists or that has no place in a dossier package."""

    def _what(self) -> str:
        return "是多出来的文件，案卷包的清单里没有它"


@dataclass(frozen=True, slots=True)
class UnexpectedFolder(PackageFault):
    """An empty folder, or one that has no place in a dossier package."""

    def _what(self) -> str:
        return "是多出来的文件夹"


@dataclass(frozen=True, slots=True)
class NotAPlainFile(PackageFault):
    """A link, a device or something else that is neither a plain file nor a folder."""

    def _what(self) -> str:
        return "不是普通文件（可能是链接），内容不在案卷包里"


@dataclass(frozen=True, slots=True)
class UnsafePath(PackageFault):
    """A manifest lists a path that leads out of the package or that other systems read otherwise."""

    manifest: str

    def _what(self) -> str:
        return f"不是可以列入 {self.manifest} 的路径"


@dataclass(frozen=True, slots=True)
class ListedTwice(PackageFault):
    """A manifest lists the same path twice."""

    manifest: str

    def _what(self) -> str:
        return f"在 {self.manifest} 中列了两次"


@dataclass(frozen=True, slots=True)
class NameClash(PackageFault):
    """Two names that some systems take for one: they differ in the case of letters or in how characters are composed."""

    other: str

    def _what(self) -> str:
        return f"与“{shown(self.other)}”只差大小写或字符组合方式，换一台电脑会互相覆盖"


@dataclass(frozen=True, slots=True)
class NameNotNormal(PackageFault):
    """A name that is not Unicode in form NFC, or that holds invisible characters."""

    def _what(self) -> str:
        return "的文件名不是规范的 Unicode（NFC）写法，或者含有看不见的字符"


@dataclass(frozen=True, slots=True)
class OxumMismatch(PackageFault):
    """Count and bytes of the payload differ from bag-info.txt."""

    expected_bytes: int
    expected_files: int
    found_bytes: int
    found_files: int

    def _what(self) -> str:
        expected = f"{self.expected_files} 个文件、{self.expected_bytes} 字节"
        return f"记载 data 中有 {expected}，实际有 {self.found_files} 个文件、{self.found_bytes} 字节"


@dataclass(frozen=True, slots=True)
class NotCanonical(PackageFault):
    """A tag file does not have the one byte form of what it says."""

    why: str = ""

    def _what(self) -> str:
        return f"的写法与规定的格式不是逐字节一致{f'：{self.why}' if self.why else ''}"


@dataclass(frozen=True, slots=True)
class BadField(PackageFault):
    """A field of bag-info.txt is missing or cannot be."""

    label: str
    why: str

    def _what(self) -> str:
        return f"中的“{self.label}”{self.why}"


@dataclass(frozen=True, slots=True)
class ChecksumMismatch(PackageFault):
    """A file is not the one that was packed."""

    expected: str
    found: str

    def _what(self) -> str:
        return f"被改动过：清单记载的 SHA-256 是 {self.expected}，现在是 {self.found}"


@dataclass(frozen=True, slots=True)
class SlipMismatch(PackageFault):
    """The tag manifest is not the one whose SHA-256 is printed on the slip."""

    expected: str
    found: str

    def _what(self) -> str:
        return f"与核对条不符：核对条上是 {self.expected}，现在是 {self.found}"


@dataclass(frozen=True, slots=True)
class Unreadable(PackageFault):
    """A payload file is not what its name says."""

    why: str

    def _what(self) -> str:
        return f"读不出来：{self.why}"


@dataclass(frozen=True, slots=True)
class ChainBroken(PackageFault):
    """The journal does not hold together."""

    why: str

    def _what(self) -> str:
        return f"中的记录链不成立：{self.why}"


@dataclass(frozen=True, slots=True)
class SheetContradicted(PackageFault):
    """The case head or seal of the reference sheet does not fit the journal."""

    why: str

    def _what(self) -> str:
        return f"与备考表记载的链首、封记对不上：{self.why}"


@dataclass(frozen=True, slots=True)
class RecordsDisagree(PackageFault):
    """Two files of the package say different things about the same matter."""

    subject: str
    here: str
    there: str

    def _what(self) -> str:
        return f"记载的{self.subject}是“{shown(self.here)}”，别处是“{shown(self.there)}”"


@dataclass(frozen=True, slots=True)
class PagesDisagree(PackageFault):
    """The bound PDF and the contents do not have the same pages."""

    subject: str
    expected: int
    found: int

    def _what(self) -> str:
        return f"的{self.subject}应为 {self.expected}，实际为 {self.found}"


@dataclass(frozen=True, slots=True)
class StandardRefuses(PackageFault):
    """The reference implementation of BagIt finds something that none of our own checks did."""

    why: str

    def _what(self) -> str:
        return f"不合 BagIt 标准：{shown(self.why)}"
