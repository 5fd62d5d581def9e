"""C2: acknowledge."""

from tests.rules.replay import Replay


def test_C2_1_story_and_feelings_are_acknowledged_in_their_words() -> None:
    """C2.1: The stem is filled with what they said; that it was said, and what it cost them, is recorded."""
    for name, before in (("with-ease", ()), ("difficult-call", ("",))):
        call = Replay(name)
        call.play(*before, "two days off work for nothing", "")
        said = call.view.say
        assert said.startswith("Two days off work for nothing. I")
        call.play("her boss was furious", "")
        [met] = call.record["acknowledged"]
        assert met["said"].startswith("Her boss was furious. I")  # as it stood when they went on
        assert met["cost"] == "her boss was furious"
