"""Privacy classes of facts: what publication must remove or shorten.

Source: 行政处罚法第五十条, 政府信息公开条例第十五条, 个人信息保护法第二十八条; the field-by-field reading is an office setting.
"""

from __future__ import annotations

from enum import StrEnum


class Privacy(StrEnum):
    """How a fact may leave the office."""

    OPEN = "open"
    NAME = "name"
    """Name of a natural person: shortened when published."""
    ID_NUMBER = "id_number"
    ADDRESS = "address"
    PHONE = "phone"
    BANK = "bank"
    HEALTH = "health"
    PLATE = "plate"
    MINOR = "minor"
    """Anything that identifies a minor."""
    WITNESS = "witness"
    """Name of a witness, informer or other person who is not the party."""
    SECRET = "secret"
    """State or business secret: never leaves."""
