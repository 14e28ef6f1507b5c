"""Corpora: any number of articles read into Parquet, in shards, resumable after a kill at any point.

    sources ──items──▶ loading (workers) ──documents, each once──▶ shards ──reading (workers)──▶ Parquet, shard by shard

The reading of a shard is a pure function (:func:`foedus.corpora.reading.read_shard`); an engine runs it in this
machine's processes or on a Ray cluster; one process alone writes (:class:`foedus.corpora.folder.Folder`).
"""
