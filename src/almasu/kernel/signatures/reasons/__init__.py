"""Why a signature is accepted or refused: each reason has a permanent code, words and its sources."""
