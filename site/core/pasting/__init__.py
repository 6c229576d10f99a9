"""What an editor pastes from an office program, as blocks of a page: one function, and nothing of a browser in it."""

from core.pasting.convert import Pasted, blocks_of, cells_of

__all__ = ["Pasted", "blocks_of", "cells_of"]
