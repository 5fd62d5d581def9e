"""dcx, a checklist for the people who take calls from difficult customers.

The rooms, from the door to the floor; imports only point down, never sideways:

    cli          words typed -> one function call -> exit code         Typer
    terminal     what is seen, what is typed                           prompt_toolkit
    app          what happens: one function per use case               -
    journal | playbook | config | export | team    our log, script, settings, files, hub    yaml, psycopg
    domain  | storage               meaning (pure) | bytes (dumb)      - | platformdirs
    errors       one root

The heart is one loop, and the data takes one way through it:

    reply --> decide(state, reply, now) --> entries --> journal.append (redact, check, lock, write, fsync)
      ^                                                       |
      +------ card <-- view(state) <-- evolve(state, event) --+
"""

__version__ = "0.1.0"
