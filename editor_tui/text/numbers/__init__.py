"""Numbers, dates and names with digits: found in a text, and looked for in another one, Japanese or English."""

from editor_tui.text.numbers.finding import missing_quantities, quantities
from editor_tui.text.numbers.quantity import Quantity

__all__ = ["Quantity", "missing_quantities", "quantities"]
