"""Inputs that once broke a law, cut down to what broke it; fuzzing found them."""

from __future__ import annotations

import pytest

from tests.laws.test_laws import lawful

FOUND = (
    # an ornament that no attribute can say, or not as it is
    "\x08AA\U000100fb",
    "\x00\x00\x00\x00\x08\x08",
    "rs;\u2028\x0cО",
    "arc.”\r\u2028\r\u2028ive the[7].\"",
    "\ufffec.”**\x0cP",
    # a formula, an extent with what XML cannot hold
    "\x00\x00\x00\x00\x08\x08\x1a<A",
    "s és\nA H z , 1960 360 \x08áas. Rúst esp",
    # closers: before the paragraph that a body must have, with escapes, behind an epigraph alone
    ".\n• to\nJ. r\nReferences",
    "e\nthe\nN. P. \\*día der\nè &**b**\n#G",
    "protected by copyright law. Use of the services is subject to terms and conditions.\n\nWER ZÜNDET LAMPEN AN?\n\nDokg Seil\nB. Ker, H",
    # fields of a reference within italics
    "R\n\nL’espérance devait être un spectacle familier. Le devis du\n1  C\x1c: * * *e>o@s.é et n m*2016",
    # controls that are white space to Python, before the cells of a table
    ".\n\x0b   ire",
    "\x1f   le Md",
    # an address that is none
    "Of Lamps\n\nThe lamp was lit.¹\n\n¹ Ada Quayle, *The Lamp* (Orme 1931), https://www.d##, 14.\n",
    # authors in bold and italics
    "ber98”\n**E Qa**",
    "# Of Lamps\n\n**Ada Quayle**\n\nThe lamp was lit at dusk, and nobody saw it go out.\n",
    "# Of Lamps\n\n*Ada Quayle and Bess Corkill*\n\nThe lamp was lit at dusk, and nobody saw it go out.\n",
    "# Of Lamps\n\n***Ada Quayle***, *Bess Corkill*\n\nThe lamp was lit at dusk, and nobody saw it go out.\n",
    # a page end within a cover sheet
    "a e Dcho —luvial\n\n„u úsica de\x0cs//ramplcs\nP\u200b e Río Aneho\n\nInés Espinontact",
    # a mark that composes with the tag before it, in the header
    "Index terms.\u0338",
    "\u0338" * 9,
    # images whose address is none
    "![](:)",
    "![a](_ttp://x.org/a.png)\n\n![b](a%zz)\n\n![c](//[)\n\n![d](a#b#c)\n\n![e](http:)\n\n![f](a:b:c)\n\n![g](é/ü?x=1#y)\n",
    # delimiters of two kinds around one number
    "^{9$nd.",
    ".\n$^{²",
    "The lamp.$^9$ And so\n\n$^9$ Ibid.",
    "<sup>9} Ibid.\n\nThe lamp <sup>9} was",
    # the author of the work before, with what XML cannot hold
    "# Of Lamps\n\nIt was lit.¹\n\n¹ Ada Quayl\x00e, *The Lamp* (Orme: Tern Press, 1931), 14; Id., *The Wick* (Orme: Tern Press, 1932), 15.\n",
    # a letter behind a caret whose accent is a character of its own
    "The lamp was lit at dusk, and nobody^11e\u0301 saw it.\n\n11 Ibid.\n",
    # the address of a policy that is none
    b"\xef\xbf\xbeL\xce\xa9\nThis document is protected\xef\xbf\xbe\xe2\x80\xa6\nI: http://\x80a v\xd7\x9d",
    # a row that ends without a pipe
    ":\n\n|639\n|an|6 |\n|",
    # a host with a colon and no port
    "The lamp was lit.¹\n\n¹ Ada Quayle, *The Lamp* (Orme 1931), https://wttps://data.x.org/a/b/ (accessed 2013).\n",
    "![a](http://a:/b)\n\n![b](http://a:8x/b)\n\n![c](//a:)\n\n![d](http://a:80/b)\n",
    # no host at all, which Java's URI refuses where libxml2 does not
    "The lamp was lit.¹\n\n¹ Ada Quayle, *The Lamp* (Orme 1931), https:// (accessed 2013).\n",
    # a control between the title of a series and its number
    "Bibliographie\n\nLanternier (Wolfgang, Musiques «our le guet, Poitiers, Cahiers du Gué \x1f911.\n",
)  # fmt: skip


@pytest.mark.parametrize("text", FOUND)
def test_found(text: str | bytes) -> None:
    lawful(text if isinstance(text, bytes) else text.encode())
