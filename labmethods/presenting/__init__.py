"""The workbook on the room's screen: its notebooks as pages without code."""
