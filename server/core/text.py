r"""Text that people wrote: one form, no trickery, a length a person would agree with.

>>> clean_text("  Zoe\u0308 ", max_characters=10)
'Zoë'
"""

import unicodedata

# Controls that reorder the text around them: a name could make the sentence it stands in say something
# else to a partner. Joiners stay, since emoji and Persian need them.
_REORDERING = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
_INVISIBLE_CATEGORIES = {"Cc", "Cf", "Cn", "Zl", "Zp", "Zs", "Mn", "Me"}


class TextError(ValueError):
    """The text is refused; the message is a sentence fit for people, quoting nothing of it."""


def clean_text(text: str, *, max_characters: int, allow_newlines: bool = False) -> str:
    """Return the text in NFC, trimmed; raises TextError.

    Characters are code points after NFC. Refused: lone surrogates, control characters (a newline passes
    where allowed), nothing visible, too long.
    """
    cleaned = unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(_REORDERING)).strip()
    for character in cleaned:
        category = unicodedata.category(character)
        if category == "Cs" or (category == "Cc" and not (allow_newlines and character == "\n")):
            raise TextError("Please leave out control characters.")
    if all(unicodedata.category(character) in _INVISIBLE_CATEGORIES for character in cleaned):
        raise TextError("Please write something.")
    if len(cleaned) > max_characters:
        raise TextError(f"Please use at most {max_characters} characters.")
    return cleaned
