"""Reading by a language model behind an OpenAI-compatible endpoint: the optional extra ``llm``.

What the model says is held against the text: words that the text does not have are dropped, each with a problem.
Nothing here is imported unless a person asks for this reader, and nothing is sent before that.
"""
