"""The real Application over a call, driven from beside its keys."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from difficult_cx.terminal.call import Call
from difficult_cx.terminal.screen.application import Screen
from difficult_cx.terminal.screen.session import Session

PATIENCE = 20.0


async def until(holds: Callable[[], bool]) -> None:
    """Until this is so."""
    async with asyncio.timeout(PATIENCE):
        while not holds():  # noqa: ASYNC110  (what is waited for is on the screen, not in an event)
            await asyncio.sleep(0.002)


def driven(
    call: Call,
    steps: Callable[[Screen, PipeInput], Awaitable[None]],
    env: Mapping[str, str] | None = None,
    ahead: str = "",
) -> Screen:
    """The screen after these steps, left as a rep leaves it unless the call was closed.

    `ahead` was typed before anything stood on it.
    """
    with create_pipe_input() as source:
        source.send_text(ahead)
        session = Session(call)
        session.begin(typed_ahead=bool(ahead))
        screen = Screen(session, env or {}, source, DummyOutput())
        screen.set_text(session.text)

        async def run() -> None:
            running = asyncio.ensure_future(
                screen.app.run_async(pre_run=screen.typed_ahead, handle_sigint=False)
            )
            try:
                await steps(screen, source)
            finally:
                await until(lambda: running.done() or screen.app.future is not None)
                future = screen.app.future  # none again once it has ended by itself
                if future is not None and not future.done():
                    screen.app.exit(result=4)
                await running

        asyncio.run(run())
        screen.finish()
    return screen
