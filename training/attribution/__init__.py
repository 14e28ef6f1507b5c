"""Training of the attribution tagger: see README.md beside this file."""
