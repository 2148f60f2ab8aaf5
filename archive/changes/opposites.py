"""Words that say the contrary of each other, as news uses them: English.

A pair stands for all its forms that are written here. Only words that cannot well stand for each other are
in it: `rose` and `fell`, not `large` and `small`, of which either may be a matter of taste.
"""

from __future__ import annotations

# Each line: forms of one word, then those of its opposite.
_PAIRS = """
rise rises rose risen rising; fall falls fell fallen falling
rise rises rose risen rising; drop drops dropped dropping
rise rises rose risen rising; decline declines declined declining
increase increases increased increasing; decrease decreases decreased decreasing
increase increases increased increasing; reduce reduces reduced reducing
gain gains gained gaining; lose loses lost losing
win wins won winning; lose loses lost losing
convict convicts convicted convicting; acquit acquits acquitted acquitting
conviction; acquittal
convicted; cleared
guilty; innocent
guilt; innocence
approve approves approved approving; reject rejects rejected rejecting
accept accepts accepted accepting; reject rejects rejected rejecting
accept accepts accepted accepting; refuse refuses refused refusing
confirm confirms confirmed confirming; deny denies denied denying
admit admits admitted admitting; deny denies denied denying
allow allows allowed allowing; ban bans banned banning
allow allows allowed allowing; forbid forbids forbade forbidden forbidding
permit permits permitted permitting; forbid forbids forbade forbidden forbidding
legal legally; illegal illegally
lawful lawfully; unlawful unlawfully
support supports supported supporting; oppose opposes opposed opposing
supporter supporters; opponent opponents
for; against
alive; dead
survive survives survived surviving; die dies died dying
arrest arrests arrested arresting; release releases released releasing
jailed imprisoned detained; freed released
open opens opened opening; close closes closed closing
start starts started starting; stop stops stopped stopping
begin begins began begun beginning; end ends ended ending
enter enters entered entering; leave leaves left leaving
arrive arrives arrived arriving; depart departs departed departing
raise raises raised raising; lower lowers lowered lowering
raise raises raised raising; cut cuts cutting
more; fewer less
most; least
above; below
before; after
male; female
man men; woman women
north northern; south southern
east eastern; west western
left; right
true; false
true truly; untrue
safe safely; unsafe dangerous
success successes successful successfully; failure failures unsuccessful unsuccessfully
succeed succeeds succeeded succeeding; fail fails failed failing
agree agrees agreed agreeing; disagree disagrees disagreed disagreeing
agreement; disagreement
ally allies; enemy enemies
friendly; hostile
victory victories; defeat defeats
buy buys bought buying; sell sells sold selling
import imports imported importing; export exports exported exporting
profit profits; loss losses
surplus; deficit
advance advances advanced advancing; retreat retreats retreated retreating
attack attacks attacked attacking; defend defends defended defending
victim victims; attacker attackers perpetrator perpetrators suspect suspects
public publicly; private privately secret secretly
voluntary voluntarily; forced compulsory
peaceful peacefully; violent violently
all; none
always; never
everyone everybody; nobody
with; without
include includes included including; exclude excludes excluded excluding
encourage encourages encouraged encouraging; discourage discourages discouraged discouraging
praise praises praised praising; criticise criticises criticised criticising criticize criticizes criticized
positive; negative
upheld uphold upholds upholding; overturned overturn overturns overturning
"""


def _pairs() -> frozenset[tuple[str, str]]:
    found = set()
    for line in _PAIRS.strip().splitlines():
        one, other = (half.split() for half in line.split(";"))
        found |= {(a, b) for a in one for b in other} | {(b, a) for a in one for b in other}
    return frozenset(found)


_OPPOSITE = _pairs()


def are_opposite(old: str, new: str) -> bool:
    """Whether two words in lower case say the contrary of each other.

    Example:
        >>> are_opposite("rose", "fell"), are_opposite("rose", "climbed")
        (True, False)
    """
    return (old, new) in _OPPOSITE
