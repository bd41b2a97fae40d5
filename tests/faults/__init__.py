"""The store under faults: each module is a script that prints its figures, with a short test.

``make faults`` runs the long forms; ``make test`` the short ones. In every script an outside ledger
is the judge: a line is written and synchronised there after each acknowledgement, and what stands
in it must be in the lab afterwards.
"""
