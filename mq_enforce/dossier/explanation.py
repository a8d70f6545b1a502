"""说明.txt inside the package: how anybody checks it with what the computer already has."""

from __future__ import annotations

_TEXT = """\
案卷包核对说明

这个文件夹是一个行政执法案卷的电子包（BagIt 格式，UTF-8 编码），不用本程序也能核对和阅读。
  data\\dossier.pdf       全卷：封面、卷内目录、编了页号的文书和证据、备考表
  data\\papers            各件文书，与制发时逐字节相同
  data\\evidence          证据原件和签字文书的扫描件，与收取时逐字节相同
  data\\contents.csv      卷内目录（可用电子表格打开）
  data\\case.json         案件事实和全部办案行为
  data\\journal.jsonl     办案全过程的记录链，每条都含前一条的哈希值
  manifest-sha256.txt     data 中每个文件的 SHA-256
  tagmanifest-sha256.txt  其余三个清单文件的 SHA-256

一、麒麟、统信等 Linux 系统
    在本案卷包的文件夹（bagit.txt 所在处）打开终端，输入：
      sha256sum -c manifest-sha256.txt
      sha256sum -c tagmanifest-sha256.txt
    每一行都显示“成功”或者“OK”，文件就没有变过。

二、Windows 系统
    核对一个文件：在案卷包的文件夹打开命令提示符，输入：
      certutil -hashfile data\\dossier.pdf SHA256
    显示的 64 位数字和字母，应当与 manifest-sha256.txt 中该文件那一行相同（大小写不论）。
    核对全部文件：在案卷包的文件夹打开 PowerShell，输入一行：
      gc manifest-sha256.txt -Encoding UTF8|%{$h,$p=$_ -split '  ',2; if((Get-FileHash -LiteralPath $p).Hash -ne $h){"不符：$p"}}
    什么也不显示，就是全部相符。

三、核对条
    案卷包之外另有一张纸质核对条，印着 tagmanifest-sha256.txt 的 SHA-256。
      sha256sum tagmanifest-sha256.txt
      certutil -hashfile tagmanifest-sha256.txt SHA256
    结果应当与核对条一致。清单本身是否被整套换过，只有核对条能够看出。

四、多出来的文件
    上面的命令只看清单里有的文件。案卷包里多放的文件、空文件夹，用本程序的“verify”命令可以全部列出。
"""


def explanation() -> bytes:
    """Return the file: UTF-8 with a mark and CRLF, so that every Notepad shows it."""
    return _TEXT.replace("\n", "\r\n").encode("utf-8-sig")
