"""What changed between two texts: paragraphs aligned, then words, so that either text can be read out of the redline.

Common words at both ends are set aside, words that stand once in both texts hold the rest in place (patience diff,
Bram Cohen), and what lies between two such words is compared one by one where it is short. All of it shares one
allowance of work, so that two texts of 10 MB take seconds; where it runs out a passage is given as wholly replaced.
"""

from indexer.redline.difference import what_changed
from indexer.redline.passages import WORK, Edit, Passage, Piece, Redline, redlined

__all__ = ["WORK", "Edit", "Passage", "Piece", "Redline", "redlined", "what_changed"]
