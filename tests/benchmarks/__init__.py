"""Building and searching measured side by side with other engines, on the same statements, in one run.

`corpus` gives the statements, `questions` what is asked of them, `peers` the engines, `timing` builds each in a
process of its own and asks them in turn, `report` prints it. `python -m tests.benchmarks --help` lists the options.
"""
