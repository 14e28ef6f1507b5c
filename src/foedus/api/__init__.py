"""The Python interface: what the command line does, as functions, objects and frames.

Everything public stands in ``foedus`` itself, which imports the modules of this package on first use.  They open a
desk as the command line does, call its use cases, and wrap what these return; nothing is worked out here.
"""
