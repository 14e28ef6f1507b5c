"""Other people's formats: what the ledger and the library hold, in files that their tools read, and judgements back.

    for chunk in format_named("csv").written(items, asked):   # bytes, a claim at a time
        out.write(chunk)

Everything here is pure: values in, characters or bytes out.  Each format says what of a claim it keeps and where
(:attr:`~foedus.exchange.formats.Format.kept`); what it does not name there is lost in it.  Libraries that only one
format needs are imported when that format is asked for.
"""
