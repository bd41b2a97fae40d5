"""What people and attackers hand in, each with the answer that it must get.

``python -m tests.hostile`` prints the whole corpus as a table: case, given, answer.
"""
