"""Answers for an assistant: the desk's use cases as ten read-only tools of the Model Context Protocol.

A model that asks gets ids, exact quotations with their offsets, sources and proofs, with the day and the viewpoint
named, in pages that say how much there is.  Nothing is written, and nothing leaves the machine but what is asked.
"""
