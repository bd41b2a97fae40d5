"""A path as tables of Open Referral's Human Services Data Specification (HSDS 3), out and in.

An activity is a *service*, its actor an *organization*, its place a *location*, its time a
*schedule*. What HSDS has no table for lies beside: steps, target groups, handovers and needs as
tables of their own, an activity's step, groups, places and queue as *attributes* of the service.
"""

from labmethods.pathway.hsds.package import read_package, write_package
from labmethods.pathway.hsds.receive import Received, import_hsds
from labmethods.pathway.hsds.send import export_hsds, hsds_tables, passed_tables

__all__ = [
    "Received",
    "export_hsds",
    "hsds_tables",
    "import_hsds",
    "passed_tables",
    "read_package",
    "write_package",
]
