"""What is derived from the journal for speed: where events lie, how promises, calls and customers stand.

Nothing here is a truth. The index lies in the cache folder, may be deleted at any moment, and is made anew
when it is missing, broken, of another version, or of another journal; where it can't be written it is made in
memory, so that the answer is the same, only slower. Ids are made in the journal, never here.
"""
