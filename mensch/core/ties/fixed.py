"""The rules of ties that hold where an own past is too short to learn from.

Made by `python bench/ties.py FOLDER --fixed`: fitted on what followed in the first 60 % of two networks of messages (a
research institution's mail, a student network); no label of what came after was read. A weight for each column of
pairs.py, each column at mean 0, spread 1.
"""

from __future__ import annotations

from mensch.core.ties.pairs import Task
from mensch.core.ties.rule import Rule


def _rule(even: float, text: str) -> Rule:
    words = text.split()
    return Rule(tuple(words[::2]), tuple(float(word) for word in words[1::2]), even)


_ALIVE = _rule(
    -1.698,
    """
    sent_share+ -0.203  sent_share- -0.057  sent_mails+ 0.412  sent_mails- -0.318  sent_share_7+ -0.318
    sent_share_7- 0.124  sent_share_30+ -0.004  sent_share_30- 0.142  sent_share_90+ -0.072
    sent_share_90- -0.012  sent_days+ -0.408  sent_days- 0.397  sent_months+ 0.022  sent_months- 0.321
    sent_last+ -0.248  sent_last- -0.140  sent_first+ 0.350  sent_first- -0.098  sent_last_few+ -0.176
    sent_last_few- 0.063  sent_answers+ -0.216  sent_answers- -0.046  sent_answers_90+ -0.008
    sent_answers_90- -0.021  two_fresh 0.236  two_share -0.024  two_ways -0.368  two_last -0.223  two_days 0.671
    one_sent_90+ 0.613  one_sent_90- 0.020  one_came_90+ -0.212  one_came_90- -0.075  one_sent_last+ -0.186
    one_sent_last- -0.056  one_wrote_to+ 0.047  one_wrote_to- -0.129  one_answers+ -0.006  one_answers- -0.049
    one_answered+ 0.030  one_answered- -0.051  one_both+ 0.138  one_both- -0.098  one_to_other+ 0.394
    one_to_other- -0.009  one_from_other+ 0.180  one_from_other- 0.165
    """,
)

_ANSWERS = _rule(
    0.070,
    """
    sent_share -0.006  sent_mails -0.081  sent_share_7 0.095  sent_share_30 -0.006  sent_share_90 -0.045
    sent_days -0.037  sent_months -0.047  sent_last -0.041  sent_first -0.032  sent_last_few 0.078
    sent_answers 0.070  sent_answers_90 0.036  came_share -0.053  came_mails 0.288  came_share_7 0.093
    came_share_30 0.101  came_share_90 0.013  came_days 0.154  came_months 0.018  came_last -0.111
    came_first 0.015  came_last_few 0.047  came_answers -0.019  came_answers_90 -0.028  two_fresh 0.003
    two_share 0.022  two_ways 0.039  two_last 0.031  two_days 0.103  came_later 0.045  one_sent_90 -0.064
    one_came_90 0.051  one_sent_last -0.031  one_wrote_to 0.010  one_answers 0.032  one_answered 0.051
    one_both 0.098  other_sent_90 0.265  other_came_90 -0.189  other_sent_last -0.038  other_wrote_to 0.007
    other_answers 0.210  other_answered -0.021  other_both 0.072  one_to_other 0.075  one_from_other -0.068
    other_to_one -0.051  other_from_one 0.057
    """,
)

_ALIVE_OF_TWO = _rule(
    -1.615,
    """
    sent_share+ -0.038  sent_share- -0.058  sent_mails+ 0.463  sent_mails- -0.313  sent_share_7+ -0.405
    sent_share_7- 0.141  sent_share_30+ 0.027  sent_share_30- 0.155  sent_share_90+ 0.078  sent_share_90- -0.014
    sent_days+ -0.466  sent_days- 0.398  sent_months+ 0.000  sent_months- 0.303  sent_last+ -0.300
    sent_last- -0.167  sent_first+ 0.402  sent_first- -0.172  sent_last_few+ -0.271  sent_last_few- 0.049
    sent_answers+ -0.211  sent_answers- -0.081  sent_answers_90+ 0.032  sent_answers_90- 0.016  two_fresh 0.231
    two_share -0.046  two_ways -0.217  two_last -0.254  two_days 0.699
    """,
)

_ANSWERS_OF_TWO = _rule(
    0.082,
    """
    sent_share -0.014  sent_mails -0.069  sent_share_7 0.065  sent_share_30 -0.025  sent_share_90 -0.053
    sent_days -0.122  sent_months -0.049  sent_last -0.079  sent_first -0.007  sent_last_few 0.056
    sent_answers 0.128  sent_answers_90 0.055  came_share -0.082  came_mails 0.362  came_share_7 0.107
    came_share_30 0.105  came_share_90 -0.006  came_days 0.176  came_months 0.007  came_last -0.120
    came_first -0.012  came_last_few 0.070  came_answers 0.005  came_answers_90 -0.013  two_fresh 0.022
    two_share 0.042  two_ways 0.082  two_last 0.043  two_days 0.152  came_later 0.036
    """,
)
_RULES = {
    (Task.ALIVE, True): _ALIVE,
    (Task.ANSWERS, True): _ANSWERS,
    (Task.ALIVE, False): _ALIVE_OF_TWO,
    (Task.ANSWERS, False): _ANSWERS_OF_TWO,
}


def fixed(task: Task, *, people: bool = True) -> Rule:
    """The fixed rule. `people`: the habits of the two towards everybody are known as well."""
    return _RULES[task, people]
