"""A small catalogue in the form of `catalogue.toml`."""

THEME = """
[[theme]]
slug = "listening"
name = "Listening"
intro = "Being all there."
"""

PRACTICE = """
[[practice]]
slug = "eye-contact"
theme = "listening"
name = "Eye contact"
why = "It says that you are here."
how = ["Look up.", "Stay a while."]
ladder = { tiny = "A glance", small = "A minute", full = "A whole talk" }
cues = ["come home", "pour the coffee", "sit down"]
plan = { rule = { kind = "times", times = 2, per = "week" }, target = { amount = 1 }, direction = "at_least" }
question = "What did you see?"
sources = ["000_fdb0f900c3dbe6e4.txt"]
"""
