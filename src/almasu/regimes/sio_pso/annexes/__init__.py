"""The annexes of the regime: those of 2022 themselves, and their successors in Rules No. 21.

The texts of Rules No. 21 are not at hand; the annexes of 2022 stand in for them and say so (`Annex.notice`). A node
replaces a stand-in by a file of its own, named in the settings; the hash of every sheet is journalled at the start.
"""
